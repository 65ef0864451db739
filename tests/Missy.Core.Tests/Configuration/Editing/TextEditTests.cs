using Missy.Configuration;
using Missy.Configuration.Editing;

namespace Missy.Tests.Configuration.Editing;

/// <summary>Edits as a table: text before, key, value, text after.</summary>
public sealed class TextEditTests
{
    public static TheoryData<string, string, object?, string> Replaced => new()
    {
        // Quotes: those of the old value where the new one allows it, else as few as it needs.
        { "watch: true # c\n", "watch", false, "watch: false # c\n" },
        { "default_provider: a   # first\n", "default_provider", "b", "default_provider: b   # first\n" },
        { "default_provider: 'a'\n", "default_provider", "it's", "default_provider: 'it''s'\n" },
        { "default_provider: \"a\"\n", "default_provider", "b\"c\\", "default_provider: \"b\\\"c\\\\\"\n" },
        { "default_provider: a\n", "default_provider", "true", "default_provider: 'true'\n" },
        { "default_provider: a\n", "default_provider", "12", "default_provider: '12'\n" },
        { "default_provider: a\n", "default_provider", "", "default_provider: ''\n" },
        { "default_provider: a\n", "default_provider", "b: c", "default_provider: 'b: c'\n" },
        { "default_provider: a\n", "default_provider", "b #c", "default_provider: 'b #c'\n" },
        { "default_provider: a\n", "default_provider", "# b", "default_provider: '# b'\n" },
        { "default_provider: a\n", "default_provider", "one\ntwo", "default_provider: \"one\\ntwo\"\n" },
        { "default_provider: 'a'\n", "default_provider", "one\ttwo", "default_provider: \"one\\ttwo\"\n" },
        { "default_provider: a\n", "default_provider", "größe😀", "default_provider: größe😀\n" },
        { "default_provider: 'a'\n", "default_provider", null, "default_provider: null\n" },
        { "models_cache_ttl_hours: 24\n", "models_cache_ttl_hours", 1.5, "models_cache_ttl_hours: 1.5\n" },
        { "models_cache_ttl_hours: '24'\n", "models_cache_ttl_hours", 48, "models_cache_ttl_hours: 48\n" },

        // Several lines.
        { "a: 1\ndefault_provider: one\n  two\n\n  three # c\nb: 2\n", "default_provider", "x", "a: 1\ndefault_provider: x # c\nb: 2\n" },
        { "default_provider: 'one\n  two' # c\nb: 2\n", "default_provider", "x", "default_provider: 'x' # c\nb: 2\n" },
        { "default_provider: \"one\r\n  two\"\r\nb: 2\r\n", "default_provider", "x", "default_provider: \"x\"\r\nb: 2\r\n" },
        { "default_provider: | # note\n  one\n  two\n\n# next\nb: 2\n", "default_provider", "x", "default_provider: x # note\n\n# next\nb: 2\n" },
        { "default_provider: >-\n    one\n\n    two\nb: 2\n", "default_provider", "x", "default_provider: x\nb: 2\n" },
        { "default_provider: |+\n  one\n\n\nb: 2\n", "default_provider", "x", "default_provider: x\n\n\nb: 2\n" },
        { "default_provider: |\n  one", "default_provider", "x", "default_provider: x" },

        // Nothing there.
        { "default_provider:\nwatch: true\n", "default_provider", "x", "default_provider: x\nwatch: true\n" },
        { "default_provider:   \t# none yet\n", "default_provider", "x", "default_provider: x   \t# none yet\n" },
        { "default_provider:", "default_provider", "x", "default_provider: x" },
        { "default_provider: ~ # c\n", "default_provider", "x", "default_provider: x # c\n" },
        { "providers: {a: {model: , name: x}, b}\n", "providers.a.model", "m", "providers: {a: {model: m, name: x}, b}\n" },
        { "providers: {a: {model:, name: x}, b}\n", "providers.a.model", "m", "providers: {a: {model: m, name: x}, b}\n" },
        { "providers: {a: 1, b}\n", "providers.b", Array.Empty<string>(), "providers: {a: 1, b: []}\n" },
        { "models:\n  -\n  - x\n", "models[0]", "y", "models:\n  - y\n  - x\n" },

        // Anchors, aliases, tags, merge keys.
        { "providers:\n  a: {model: &m one}\n", "providers.a.model", "two", "providers:\n  a: {model: &m two}\n" },
        { "default_provider: &d # c\nwatch: true\n", "default_provider", "x", "default_provider: &d x # c\nwatch: true\n" },
        { "default_provider: !!str 12 # c\n", "default_provider", "x", "default_provider: x # c\n" },
        { "default_provider: !!str &d '12' # c\n", "default_provider", 5, "default_provider: &d 5 # c\n" },
        { "a: &x one\nb: *x # c\n", "b", "two", "a: &x one\nb: two # c\n" },
        { "providers:\n  a: &x {model: m}\n  b: *x\n", "providers.b", new Dictionary<string, object> { ["model"] = "n" }, "providers:\n  a: &x {model: m}\n  b: {model: n}\n" },
        { "providers:\n  a: &x\n    model: m\n  b:\n    <<: *x\n    weight: 2\n", "providers.b.model", "n", "providers:\n  a: &x\n    model: m\n  b:\n    <<: *x\n    weight: 2\n    model: n\n" },
        { "providers:\n  a: &x {model: m, weight: 1}\n  b: {<<: *x, weight: 2}\n", "providers.a.weight", 3, "providers:\n  a: &x {model: m, weight: 3}\n  b: {<<: *x, weight: 2}\n" },
        { "providers: {a: &x {model: m}, b: {<<: *x}}\n", "providers.b.model", "n", "providers: {a: &x {model: m}, b: {<<: *x, model: n}}\n" },

        // Lists and mappings.
        { "providers:\n  x:\n    api_keys: [$A, {key: $B, name: two}] # c\n", "providers.x.api_keys[1].name", "work", "providers:\n  x:\n    api_keys: [$A, {key: $B, name: work}] # c\n" },
        { "providers:\n  x:\n    api_keys:\n    - $A # first\n    - key: $B\n      name: two\n", "providers.x.api_keys[0]", "$C", "providers:\n  x:\n    api_keys:\n    - $C # first\n    - key: $B\n      name: two\n" },
        { "providers:\n  x:\n    api_keys:\n    - $A # first\n    - key: $B\n      name: two\n", "providers.x.api_keys[1].key", "$C", "providers:\n  x:\n    api_keys:\n    - $A # first\n    - key: $C\n      name: two\n" },
        { "models:\n  - provider: a\n    model: m # c\n    purpose: lead\n", "models[0].model", "n", "models:\n  - provider: a\n    model: n # c\n    purpose: lead\n" },
        { "models:\n  - provider: a\n    model_id: m # c\n", "models[0].model", "n", "models:\n  - provider: a\n    model_id: n # c\n" },
        { "routing:\n  fallback: # c\n    # which\n    - a/b # 1\n    - c/d # 2\n\n# end\nwatch: true\n", "routing.fallback", "any", "routing:\n  fallback: any # c\n\n# end\nwatch: true\n" },
        { "routing:\n  fallback:\n  - a/b\n  - c/d", "routing.fallback", new[] { "e/f", "g/h, i" }, "routing:\n  fallback: [e/f, 'g/h, i']" },
        { "routing:\n  words: {simple: [a,\n      b], premium: [c]}\n", "routing.words.simple", new[] { "d" }, "routing:\n  words: {simple: [d], premium: [c]}\n" },
        { "models:\n  - provider: a\n    model: m\n  - provider: b\n", "models[0]", new Dictionary<string, object> { ["provider"] = "c" }, "models:\n  - {provider: c}\n  - provider: b\n" },
        { "routing: &r\n  strategy: off\n  # c\nwatch: true\n", "routing", new Dictionary<string, object>(), "routing: &r {}\n  # c\nwatch: true\n" },

        // Names.
        { "providers:\n  my.host:\n    model: m\n", "providers.my.host.model", "n", "providers:\n  my.host:\n    model: n\n" },
        { "providers:\n  my.host:\n    model: m\n", "providers.'my.host'.model", "n", "providers:\n  my.host:\n    model: n\n" },
        { "providers:\n  my: {model: a}\n  my.host: {model: b}\n", "providers.my.host.model", "n", "providers:\n  my: {model: a}\n  my.host: {model: n}\n" },
        { "providers:\n  \"Anthropic\": {model: a}\n", "providers.ANTHROPIC.model", "n", "providers:\n  \"Anthropic\": {model: n}\n" },
        { "aliases: {Sonnet: a/b}\n", "aliases.sonnet", "c/d", "aliases: {Sonnet: c/d}\n" },
        { "'watch' : true\n", "watch", false, "'watch' : false\n" },
        { "? watch\n: true\n", "watch", false, "? watch\n: false\n" },

        // Breaks, marks, tabs.
        { "\uFEFFwatch: true\r\n# \ttab\r\ndefault_provider: a\nbudget: {}\r\n", "default_provider", "b", "\uFEFFwatch: true\r\n# \ttab\r\ndefault_provider: b\nbudget: {}\r\n" },
        { "--- # start\nwatch: true\n...\n", "watch", false, "--- # start\nwatch: false\n...\n" },
        { "watch: true\t# tab\n", "watch", false, "watch: false\t# tab\n" },
        { "😀: 1 # 😀\nwatch: true", "watch", false, "😀: 1 # 😀\nwatch: false" },
    };

    public static TheoryData<string, string, object?, string> Added => new()
    {
        { "", "watch", false, "watch: false\n" },
        { "\uFEFF", "watch", false, "\uFEFFwatch: false\n" },
        { "# only this\r\n\r\n", "routing.strategy", "off", "# only this\r\n\r\nrouting:\r\n  strategy: off\r\n" },
        { "# only this", "watch", false, "# only this\nwatch: false" },
        { "{}\n", "watch", false, "{watch: false}\n" },
        { "--- # start\n", "watch", false, "--- # start\nwatch: false\n" },
        { "~ # c\n", "watch", false, " # c\nwatch: false\n" },
        { "a: 1\n", "watch", false, "a: 1\nwatch: false\n" },
        { "a: 1", "watch", false, "a: 1\nwatch: false" },
        { "a: 1\r\nb: 2", "watch", false, "a: 1\r\nb: 2\r\nwatch: false" },
        { "a:\n  - 1\n  - x: |\n      text\n\n# end\n", "watch", false, "a:\n  - 1\n  - x: |\n      text\nwatch: false\n\n# end\n" },
        { "a: |+\n  text\n\n# end\n", "watch", false, "a: |+\n  text\n\nwatch: false\n# end\n" },
        { "a: |+\n  text\n", "watch", false, "a: |+\n  text\nwatch: false\n" },
        { "providers:\n    x:\n        model: m # c\n\n    # the other\n    y: {name: openai}\n", "providers.x.weight", 2, "providers:\n    x:\n        model: m # c\n        weight: 2\n\n    # the other\n    y: {name: openai}\n" },
        { "providers:\n    x:\n        model: m\n", "providers.y.model", "n", "providers:\n    x:\n        model: m\n    y:\n        model: n\n" },
        { "providers:\n  x:\n    model: m\n    # fast_model: n\n# end\n", "providers.y.model", "n", "providers:\n  x:\n    model: m\n    # fast_model: n\n  y:\n    model: n\n# end\n" },
        { "providers:\n  x: # c\n  y:\n", "providers.x.model", "m", "providers:\n  x: # c\n    model: m\n  y:\n" },
        { "providers:\n  x: null # c\n  y:\n", "providers.x.model", "m", "providers:\n  x:  # c\n    model: m\n  y:\n" },
        { "providers:\n  x: {} # c\n", "providers.x.model", "m", "providers:\n  x: {model: m} # c\n" },
        { "providers: {x: {model: m}}\n", "providers.x.options.stop.sequences[0]", "a, b", "providers: {x: {model: m, options: {stop: {sequences: ['a, b']}}}}\n" },
        { "providers: {x: , y}\n", "providers.x.model", "m", "providers: {x: {model: m}, y}\n" },
        { "providers: {x: {model: m,}}\n", "providers.x.weight", 1, "providers: {x: {model: m, weight: 1,}}\n" },
        { "providers: {x: {\n  model: m # c\n  }}\n", "providers.x.weight", 1, "providers: {x: {\n  model: m, weight: 1 # c\n  }}\n" },
        { "aliases: {a: b/c, d: }\n", "aliases.e", "f/g", "aliases: {a: b/c, d: , e: f/g}\n" },
        { "aliases:\n", "aliases.claude-3.5", "a/b", "aliases:\n  claude-3.5: a/b\n" },
        { "a: 1\n", "providers.my.host.model", "m", "a: 1\nproviders:\n  my.host:\n    model: m\n" },
        { "a: 1\n", "providers.'12'.model", "m", "a: 1\nproviders:\n  '12':\n    model: m\n" },
        { "models:\n  - provider: a\n    model: m\n# end\n", "models[0].purpose", "lead", "models:\n  - provider: a\n    model: m\n    purpose: lead\n# end\n" },
        { "models:\n  - provider: a\n", "models[1].provider", "b", "models:\n  - provider: a\n  - {provider: b}\n" },
        { "models: [a]\n", "models[1]", "b", "models: [a, b]\n" },
        { "models: []\n", "models[0]", "b", "models: [b]\n" },
        { "models:\n", "models[0].provider", "b", "models: [{provider: b}]\n" },
        { "a: 1\n", "models[0].provider", "b", "a: 1\nmodels: [{provider: b}]\n" },
        { "models:\n  - &a\n    provider: x\n  -\n", "models[1].provider", "b", "models:\n  - &a\n    provider: x\n  - {provider: b}\n" },
    };

    public static TheoryData<string, string, string> Removed => new()
    {
        { "a: 1\nwatch: true # c\n# d\nb: 2\n", "watch", "a: 1\n# d\nb: 2\n" },
        { "a: 1\r\nwatch: true", "watch", "a: 1" },
        { "watch: true\n", "watch", "" },
        { "# c\nwatch: true", "watch", "# c" },
        { "default_provider: |\n  one\n\n  two\n\nb: 2\n", "default_provider", "\nb: 2\n" },
        { "providers:\n  a:\n    model: m\n    weight: 1 # c\n  # next\n  b: {}\n", "providers.a", "providers:\n  # next\n  b: {}\n" },
        { "providers:\n  a: # it\n    # its model\n    model: m\nb: 2\n", "providers.a.model", "providers:\n  a: {} # it\n    # its model\nb: 2\n" },
        { "providers: {a: {model: m, weight: 1}, b: {}}\n", "providers.a.model", "providers: {a: {weight: 1}, b: {}}\n" },
        { "providers: {a: {model: m, weight: 1}, b: {}}\n", "providers.b", "providers: {a: {model: m, weight: 1}}\n" },
        { "providers: {a: {model: m,}}\n", "providers.a.model", "providers: {a: {}}\n" },
        { "providers: {a: {model: m, # c\n  weight: 1}}\n", "providers.a.weight", "providers: {a: {model: m # c\n  }}\n" },
        { "models:\n  - a # 1\n  - b # 2\n", "models[0]", "models:\n  - b # 2\n" },
        { "models:\n  - a # 1\nb: 1\n", "models[0]", "models: []\nb: 1\n" },
        { "models: [a, b]\n", "models[1]", "models: [a]\n" },
        { "models:\n  - provider: a\n    model: m\n", "models[0].provider", "models:\n  - model: m\n" },
        { "models:\n  - provider: a # c\n", "models[0].provider", "models:\n  - {} # c\n" },
        { "providers:\n  a: &x {model: m}\n  b: {<<: *x, model: n}\n", "providers.b.model", "providers:\n  a: &x {model: m}\n  b: {<<: *x}\n" },
    };

    public static TheoryData<string, string, string> Refused => new()
    {
        { "a: &x {model: m}\nproviders: {b: *x}\n", "providers.b.model", "providers.b is the alias *x (line 2)" },
        { "providers:\n  a: &x {model: m}\n  b: *x\n", "providers.a.model", "providers.a is marked &x, and *x on line 3" },
        { "providers:\n  a: {model: &m one}\n  b: {model: *m}\n", "providers.a.model", "marked &m" },
        { "providers:\n  a: &x {headers: {A: b}}\n  b: {<<: *x}\n", "providers.b.headers.C", "comes from a merge key" },
        { "watch: true\nwatch: false\n", "watch", "is in the file twice, on the lines 1 and 2" },
        { "providers:\n  a: {model: m}\n  A: {model: m}\n", "providers.a.model", "providers.a is in the file twice" },
        { "providers: 3\n", "providers.a.model", "providers is a single value" },
        { "models: [a]\n", "models.provider", "models is a list" },
        { "models: [a]\n", "models[3]", "has 1 items" },
        { "routing: {strategy: off}\n", "routing[0]", "routing is no list" },
        { "models:\n", "models[1]", "has 0 items" },
        { "a: &x watch\n*x : true\n", "watch", "is an alias" },
    };

    [Theory]
    [MemberData(nameof(Replaced))]
    [MemberData(nameof(Added))]
    public void Only_the_value_changes(string before, string key, object? value, string after)
    {
        var edit = YamlTextEditor.Set(before, KeyPath.Parse(key), ValueNodes.From(value));

        Assert.Equal(after, edit.Text);
        Assert.True(edit.Changed);
        var again = YamlTextEditor.Set(after, KeyPath.Parse(key), ValueNodes.From(value));
        Assert.False(again.Changed);
        Assert.Equal(after, again.Text);
    }

    [Theory]
    [MemberData(nameof(Removed))]
    public void A_key_goes_with_its_lines(string before, string key, string after)
    {
        var edit = YamlTextEditor.Remove(before, KeyPath.Parse(key));

        Assert.Equal(after, edit.Text);
        Assert.True(edit.Changed);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_changed_alone_is_refused_with_the_reason(string text, string key, string reason)
    {
        var failure = Assert.Throws<MissyException>(() => YamlTextEditor.Set(text, KeyPath.Parse(key), ValueNodes.From("new")));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy!);
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing_and_what_is_inherited_is_refused()
    {
        Assert.False(YamlTextEditor.Remove("a: 1\n", KeyPath.Parse("watch")).Changed);
        Assert.False(YamlTextEditor.Remove("", KeyPath.Parse("routing.strategy")).Changed);
        var failure = Assert.Throws<MissyException>(
            () => YamlTextEditor.Remove("providers:\n  a: &x {model: m}\n  b: {<<: *x}\n", KeyPath.Parse("providers.b.model")));
        Assert.Contains("merge key", failure.Message, StringComparison.Ordinal);
        failure = Assert.Throws<MissyException>(
            () => YamlTextEditor.Remove("providers:\n  a: &x {model: m}\n  b: {<<: *x}\n", KeyPath.Parse("providers.a")));
        Assert.Contains("marked &x", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_starter_file_new_settings_stand_behind_what_is_commented_out_there()
    {
        var text = ConfigScaffold.Create([new("anthropic", "ANTHROPIC_API_KEY", "claude-x"), new("openai", "OPENAI_API_KEY", "gpt-x")], []);
        const string End = "#    api_key_env: OPENAI_API_KEY\n";

        var named = YamlTextEditor.Set(text, KeyPath.Parse("default_provider"), ValueNodes.From("anthropic")).Text;
        Assert.Equal(text.Replace(End, End + "default_provider: anthropic\n", StringComparison.Ordinal), named);

        var active = YamlTextEditor.Set(named, KeyPath.Parse("providers.anthropic.model"), ValueNodes.From("claude-y")).Text;
        Assert.Equal(named.Replace("providers:\n", "providers:\n  anthropic:\n    model: claude-y\n", StringComparison.Ordinal), active);
    }

    [Theory]
    [InlineData("watch: true\n", "watch", false, 1)]
    [InlineData("# c\r\na: 1\r\n\r\nwatch: true\r\n", "watch", false, 4)]
    [InlineData("a: 1\nb: 2", "watch", false, 3)]
    [InlineData("a: 1\n", "routing.strategy", "off", 3)]
    [InlineData("providers:\n  x: null\n", "providers.x.model", "m", 3)]
    public void The_line_of_the_value_is_told(string text, string key, object value, int line) =>
        Assert.Equal(line, YamlTextEditor.Set(text, KeyPath.Parse(key), ValueNodes.From(value)).Line);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[-1]")]
    [InlineData("a[0]b")]
    [InlineData("'a")]
    [InlineData("a.''")]
    public void What_is_no_key_is_refused_without_repeating_it(string key)
    {
        var failure = Assert.Throws<MissyException>(() => KeyPath.Parse(key));
        Assert.Equal("This is not the key of a setting.", failure.Message);
    }

    [Theory]
    [InlineData("a.b[0][1].c", "a.b[0][1].c")]
    [InlineData("a.'b.c'.d", "a.'b.c'.d")]
    [InlineData("a.\"b\"\"c\".'d''e'", "a.b\"c.d'e")]
    [InlineData("a.'b'", "a.b")]
    public void Keys_are_shown_with_the_quotes_they_need(string key, string shown) =>
        Assert.Equal(shown, KeyPath.Show(KeyPath.Parse(key)));
}
