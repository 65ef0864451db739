using System.Text.Json;
using Missy.Structured;
using Missy.Tests.Support;

namespace Missy.Tests.Structured;

/// <summary>Each keyword of JSON Schema means what the specification says.</summary>
public sealed class JsonSchemaTests
{
    private const string List = """
        {"$ref":"#/$defs/n","$defs":{
          "n":{"allOf":[{"$ref":"#/$defs/m"}]},
          "m":{"anyOf":[{"type":"null"},{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}]}}}
        """;

    /// <summary>A schema, values that fit it, values that do not.</summary>
    public static TheoryData<string, string[], string[]> Keywords => new()
    {
        { """{"type":"integer"}""", ["1", "1.0", "-3"], ["1.5", "\"1\"", "null", "[1]"] },
        { """{"type":"number"}""", ["1", "1.5"], ["\"1\"", "true"] },
        { """{"type":["string","null"]}""", ["\"\"", "null"], ["0", "{}"] },
        { """{"type":"boolean"}""", ["true", "false"], ["0", "\"true\"", "null"] },
        { """{"enum":[1,"a",{"x":[1,2]}]}""", ["1.0", "\"a\"", """{"x":[1.0,2]}"""], ["2", "\"A\"", """{"x":[2,1]}"""] },
        { """{"const":{"a":1,"b":2}}""", ["""{"b":2,"a":1}"""], ["""{"a":1}""", """{"a":1,"b":2,"c":3}"""] },
        { """{"minimum":1,"exclusiveMaximum":2.5}""", ["1", "2.4", "\"0\""], ["0.999", "2.5", "3"] },
        { """{"exclusiveMinimum":0,"maximum":10}""", ["0.1", "10"], ["0", "10.1"] },
        { """{"minimum":9007199254740993}""", ["9007199254740993"], ["9007199254740992"] },
        { """{"multipleOf":0.01}""", ["4.35", "0", "7"], ["4.355"] },
        { """{"multipleOf":0.123456789}""", [], ["1e308"] },
        { """{"minLength":2,"maxLength":3}""", ["\"ab\"", "\"🙂🙂\"", "7"], ["\"a\"", "\"abcd\"", "\"🙂\""] },
        { """{"pattern":"^\\d+$"}""", ["\"12\"", "5"], ["\"1a\"", "\"١\""] },
        { """{"pattern":"b"}""", ["\"abc\""], ["\"ac\""] },
        { """{"pattern":"^[a-z]+$"}""", ["\"abc\""], ["\"abc\\n\"", "\"abc\\nd\""] },
        { """{"pattern":"^(a$|b)"}""", ["\"a\"", "\"b\\n\""], ["\"a\\n\""] },
        { """{"pattern":"^\\p{Lu}$"}""", ["\"É\""], ["\"É\\n\""] },
        { """{"pattern":"^\\$[$][^$\\]$][]$]\\\\$"}""", ["\"$$a$\\\\\"", "\"$$a]\\\\\""], ["\"$$a$\\\\\\n\"", "\"$$$$\\\\\""] },
        { """{"pattern":"(?m:^a$)"}""", ["\"b\\na\\nb\""], ["\"ab\""] },
        { """{"patternProperties":{"^a$":false}}""", ["""{"a\n":1}"""], ["""{"a":1}"""] },
        { """{"items":{"type":"integer"}}""", ["[]", "[1,2]", "{}"], ["[1,\"a\"]"] },
        { """{"prefixItems":[{"type":"integer"},{"type":"string"}],"items":false}""", ["[1]", "[1,\"a\"]"], ["[\"a\"]", "[1,\"a\",2]"] },
        { """{"minItems":1,"maxItems":2}""", ["[0]", "[0,0]"], ["[]", "[0,0,0]"] },
        { """{"uniqueItems":true}""", ["[1,2,\"1\",true]", "[[1],[2]]"], ["[1,1.0]", """[{"a":1,"b":2},{"b":2,"a":1}]"""] },
        { """{"contains":{"minimum":5},"maxContains":2}""", ["[1,5]", "[5,6]"], ["[1]", "[]", "[5,6,7]"] },
        { """{"contains":{"const":1},"minContains":0}""", ["[]", "[2]"], [] },
        { """{"properties":{"a":{"type":"integer"}},"required":["a"]}""", ["""{"a":1}""", """{"a":1,"b":"x"}""", "3"], ["{}", """{"a":"x"}""", """{"b":1}"""] },
        { """{"properties":{"a":{}},"additionalProperties":false}""", ["{}", """{"a":1}"""], ["""{"b":1}""", """{"A":1}"""] },
        { """{"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":{"type":"string"}}""", ["""{"n_a":1,"b":"x"}"""], ["""{"n_a":"x"}""", """{"b":1}"""] },
        { """{"propertyNames":{"maxLength":2}}""", ["""{"ab":1}"""], ["""{"abc":1}"""] },
        { """{"minProperties":1,"maxProperties":2}""", ["""{"a":1}"""], ["{}", """{"a":1,"b":2,"c":3}"""] },
        { """{"dependentRequired":{"card":["address"]}}""", ["{}", """{"card":1,"address":2}"""], ["""{"card":1}"""] },
        { """{"dependentSchemas":{"a":{"maxProperties":1}}}""", ["""{"b":1,"c":2}"""], ["""{"a":1,"b":2}"""] },
        { """{"anyOf":[{"type":"integer"},{"minimum":2}]}""", ["1", "2.5"], ["1.5"] },
        { """{"oneOf":[{"type":"integer"},{"minimum":2}]}""", ["1", "2.5"], ["3", "1.5"] },
        { """{"allOf":[{"minimum":2},{"maximum":3}]}""", ["2", "3"], ["1", "4"] },
        { """{"not":{"type":"integer"}}""", ["1.5", "\"a\""], ["1"] },
        { """{"if":{"minimum":10},"then":{"multipleOf":5},"else":{"const":1}}""", ["15", "1"], ["11", "2"] },
        { """{"$ref":"#/$defs/n","maximum":5,"$defs":{"n":{"type":"integer"}}}""", ["5"], ["1.5", "6"] },
        { """{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"type":"integer"}}}""", ["5"], ["1.5"] },
        { """{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", ["""{"next":{"next":{}}}"""], ["""{"next":{"other":{}}}"""] },
        { """{"format":"email","x-unknown":3}""", ["\"no address\"", "1"], [] },
        { "true", ["1", "{}"], [] },
        { "false", [], ["1", "{}"] },
        { "{}", ["1", "null"], [] },
    };

    public static TheoryData<string, string, string> Messages => new()
    {
        { """{"type":"object","required":["a b"]}""", "{}", "$['a b'] must be there" },
        { """{"items":{"properties":{"age":{"minimum":0}}}}""", """[{"age":1},{"age":-3}]""", "$[1].age must be 0 or more, and is -3" },
        { """{"type":["string","null"]}""", "1", "$ must be string or null, and is integer" },
        { """{"enum":["a","b"]}""", "\"c\"", """$ must be one of ["a","b"], and is "c" """ },
        { """{"additionalProperties":false}""", """{"x":1}""", "$.x must not be there" },
        { """{"minLength":3}""", "\"ab\"", "$ must have 3 characters or more, and has 2" },
        { """{"anyOf":[{"type":"string","minLength":9,"pattern":"x"},{"type":"integer"}]}""", "\"ab\"", "$ must fit one of 2 forms: $ must be integer, and is string" },
    };

    [Theory]
    [MemberData(nameof(Keywords))]
    public void A_keyword_takes_what_it_allows_and_nothing_else(string schema, string[] fitting, string[] others)
    {
        var read = Read(schema);

        Assert.All(fitting, value => Assert.Empty(read.Validate(Parse(value))));
        Assert.All(others, value => Assert.NotEmpty(read.Validate(Parse(value))));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_violation_says_where_and_what(string schema, string value, string expected) =>
        Assert.Equal(expected.TrimEnd(), Assert.Single(Read(schema).Validate(Parse(value))).ToString());

    [Fact]
    public void A_value_that_is_wrong_throughout_gives_twenty_violations() =>
        Assert.Equal(20, Read("""{"items":{"type":"string"}}""").Validate(Parse($"[{string.Join(',', Enumerable.Range(0, 500))}]")).Count);

    [Fact]
    public void A_schema_that_refers_to_itself_without_end_says_so()
    {
        var failure = Assert.Throws<MissyException>(() => Read("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/a"}}}""").Validate(Parse("1")));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
    }

    [Fact]
    public void A_deep_value_is_followed_through_the_references_of_a_list() => Assert.Empty(Read(List).Validate(Parse(Deep(60, "null"))));

    [Fact]
    public void Who_is_wrong_deep_within_forms_is_not_looked_for_twice_at_each_level()
    {
        var list = Read(List);

        var (eight, sixteen) = (Allocated(8), Allocated(16));

        Assert.InRange(sixteen, eight, 8 * eight);

        long Allocated(int depth)
        {
            var value = Parse(Deep(depth, "1"));
            return Allocation.Of(() => Assert.NotEmpty(list.Validate(value)));
        }
    }

    [Fact]
    public void References_between_values_as_deep_as_JSON_goes_end_in_a_failure_of_the_call_at_worst()
    {
        var chain = string.Join(',', Enumerable.Range(0, 120).Select(number => $$$"""
            "d{{{number}}}":{"allOf":[{"$ref":"#/$defs/d{{{number + 1}}}"}]}
            """));
        var schema = Read($$$"""{"$ref":"#/$defs/d0","$defs":{"d120":{"properties":{"next":{"$ref":"#/$defs/d0"} } },{{{chain}}} } }""");

        var failure = Record.Exception(() => schema.Validate(Parse(Deep(60, "null"))));

        Assert.True(failure is null or MissyException { Kind: ErrorKind.InvalidRequest }, failure?.ToString());
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_does_not_hold_up_the_call() =>
        Assert.NotEmpty(Read("""{"pattern":"^(a+)+$"}""").Validate(Parse($"\"{new string('a', 60)}!\"")));

    [Fact]
    public void A_validator_of_others_agrees_on_random_schemas_and_values()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 400; round++)
        {
            var schema = RandomSchemas.Schema(random, depth: 3);
            var ours = Read(schema);
            var theirs = Configuration.SchemaCheck.Load(schema);
            for (var index = 0; index < 10; index++)
            {
                var value = RandomSchemas.Value(random, depth: 3);
                Assert.True((ours.Validate(Parse(value)).Count == 0) == (theirs.Validate(value).Count == 0), $"{schema}\n{value}");
            }
        }
    }

    private static string Deep(int levels, string end) =>
        $"{string.Concat(Enumerable.Repeat("{\"next\":", levels))}{end}{new string('}', levels)}";

    private static JsonSchema Read(string schema) => JsonSchema.Of(Parse(schema));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
