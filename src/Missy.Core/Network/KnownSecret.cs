using System.Text;

namespace Missy.Network;

/// <summary>A secret's value with the forms that base64 gives it. The value's other encodings are undone in the text instead.</summary>
internal sealed class KnownSecret
{
    private readonly string _value;
    private readonly (string Form, int Before, int After)[] _base64;

    public KnownSecret(string value)
    {
        _value = value;
        _base64 = value.Length < Redactor.MinSecretLength ? [] : [.. Base64Forms(Encoding.UTF8.GetBytes(value)).Distinct()];
    }

    /// <summary>Notes every place of a text where the secret stands.</summary>
    public void Find(TextReading text, MaskedRanges found)
    {
        // Services and proxies change the case of header values when they repeat them.
        text.Find(_value, StringComparison.OrdinalIgnoreCase, found);
        foreach (var (form, before, after) in _base64)
        {
            text.Find(form, StringComparison.Ordinal, found, before, after);
        }
    }

    // Three bytes make four characters, so what a secret inside longer data looks like depends on where in a group it begins.
    // Characters that hold bits of its neighbours are not looked for, since they vary, but masked with the rest.
    private static IEnumerable<(string Form, int Before, int After)> Base64Forms(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var data = new byte[before + secret.Length];
            secret.CopyTo(data, before);
            var first = ((before * 8) + 5) / 6;
            var end = data.Length * 8 / 6;
            var form = Convert.ToBase64String(data)[first..end];
            var around = (Before: before > 0 ? 1 : 0, After: data.Length % 3 > 0 ? 1 : 0);
            yield return (form, around.Before, around.After);
            yield return (form.Replace('+', '-').Replace('/', '_'), around.Before, around.After);
        }
    }
}
