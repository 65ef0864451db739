using System.Security.Cryptography;
using System.Text;

namespace Missy.Tests.Support;

/// <summary>How the simulator's record shows a key.</summary>
internal static class RecordedKeys
{
    public static string HashOf(string key) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 4).ToLowerInvariant();
}
