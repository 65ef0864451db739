using System.Text;

namespace Missy.Network;

/// <summary>A secret's value with the forms that base64 gives it. The value's other encodings are undone in the text instead.</summary>
internal sealed class KnownSecret
{
    private readonly string _value;
    private readonly string[] _base64;

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
        foreach (var form in _base64)
        {
            text.Find(form, StringComparison.Ordinal, found);
        }
    }

    // Three bytes make four characters, so what a secret inside longer data looks like depends on where in a group it begins.
    // Characters that hold bits of its neighbours are left out: they vary.
    private static IEnumerable<string> Base64Forms(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var data = new byte[before + secret.Length];
            secret.CopyTo(data, before);
            var first = ((before * 8) + 5) / 6;
            var end = data.Length * 8 / 6;
            var form = Convert.ToBase64String(data)[first..end];
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}
