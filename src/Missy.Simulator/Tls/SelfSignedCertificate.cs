using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Missy.Simulation.Tls;

/// <summary>Makes a certificate for this machine that is right in all but its issuer, which nobody trusts. It is never written to a file.</summary>
internal static class SelfSignedCertificate
{
    public static SslStreamCertificateContext Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Missy's simulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var year = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(year.AddYears(-10), year.AddYears(70));

        // SChannel takes no key that lives in memory alone; an import puts it where it is found.
        var kept = new X509Certificate2(certificate.Export(X509ContentType.Pfx), (string?)null);
        return SslStreamCertificateContext.Create(kept, null, offline: true);
    }
}
