using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Missy.Network;

namespace Missy.Tests.Secrets;

/// <summary>What holds for any secret in any text.</summary>
public sealed class RedactorLaws
{
    private static readonly Gen<string> _secrets =
        from length in Gen.Choose(8, 60)
        from letters in Gen.ArrayOf(Gen.Choose('!', '~').Select(code => (char)code), length)
        select new string(letters);

    private static readonly Gen<string> _surroundings =
        from pieces in Gen.ListOf(Gen.Elements(" ", "a", "Z", "9", "\\", "\"", "%", "&", "+", "-", "_", "=", ":", "/", "é", "😀", "\n", "%41", "\\n", "&amp;", "key", "sk-"))
        select string.Concat(pieces);

    [Fact]
    public void A_known_secret_survives_in_no_encoding() => Check(
        from secret in _secrets
        from encoding in Gen.Elements(RedactorTests.Encoded("x").Keys.ToArray())
        from before in _surroundings
        from after in _surroundings
        select (secret, encoding, before, after),
        sample =>
        {
            var redactor = new Redactor();
            redactor.Learn(sample.secret);
            var encoded = RedactorTests.Encoded(sample.secret)[sample.encoding];

            // A sign before it may change what the first letters of an escape mean; a space keeps them apart.
            var clean = redactor.Clean($"{sample.before} {encoded} {sample.after}");

            return !clean.Contains(encoded, StringComparison.OrdinalIgnoreCase) && clean.Contains(Redactor.Mask, StringComparison.Ordinal);
        });

    [Fact]
    public void A_known_secret_survives_in_no_longer_base64() => Check(
        from secret in _secrets
        from before in Gen.Choose(0, 7)
        from after in Gen.Choose(0, 7)
        from url in Gen.Elements(true, false)
        select (secret, before, after, url),
        sample =>
        {
            var redactor = new Redactor();
            redactor.Learn(sample.secret);
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('<', sample.before) + sample.secret + new string('>', sample.after)));
            text = sample.url ? text.Replace('+', '-').Replace('/', '_') : text;

            // Not a bit of it is left: only what encodes its neighbours alone, and the filling.
            return redactor.Clean(text).Replace(Redactor.Mask, "", StringComparison.Ordinal).TrimEnd('=').Length
                <= (sample.before * 8 / 6) + ((sample.after * 8) + 5) / 6;
        });

    [Fact]
    public void A_text_without_a_secret_is_the_same_afterwards() => Check(
        ArbMap.Default.GeneratorFor<string>(),
        text =>
        {
            var redactor = new Redactor();
            redactor.Learn("canary-Key-1");
            return ReferenceEquals(redactor.Clean(text), text) && ReferenceEquals(redactor.CleanValues(text), text);
        });

    [Fact]
    public void What_was_cleaned_once_is_clean() => Check(
        from secret in _secrets
        from before in _surroundings
        from after in _surroundings
        select (secret, text: before + secret + after + secret),
        sample =>
        {
            var redactor = new Redactor();
            redactor.Learn(sample.secret);
            return !redactor.Clean(sample.text).Contains(sample.secret, StringComparison.OrdinalIgnoreCase);
        });

    private static void Check<T>(Gen<T> samples, Func<T, bool> law) =>
        Prop.ForAll(samples.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
