using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Missy.Simulation.Exchanges;
using Missy.Simulation.Faults;

namespace Missy.Simulation.Tls;

/// <summary>Meets a client that begins with a TLS handshake: as a server of plain HTTP does, or as the fault in force wants it.</summary>
internal sealed class Handshake(Stream stream, Simulator simulator, CancellationToken gone)
{
    // The content type of a record that opens a handshake (RFC 8446, section 5.1).
    private const byte HandshakeRecord = 22;

    private const string Words = "This server speaks HTTP without TLS.\n";

    private static readonly ReadOnlyMemory<byte> _plainAnswer = Encoding.ASCII.GetBytes(FormattableString.Invariant(
        $"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain\r\ncontent-length: {Words.Length}\r\nconnection: close\r\n\r\n{Words}"));

    /// <summary>A fatal alert, handshake_failure, as a record of its own (RFC 8446, sections 5.1 and 6.2).</summary>
    public static ReadOnlySpan<byte> Alert => [21, 3, 3, 0, 2, 2, 40];

    /// <summary>Whether the connection's first byte begins a handshake; the byte stays to be read.</summary>
    public static async ValueTask<bool> BeginsAsync(Socket socket)
    {
        var first = new byte[1];
        return await socket.ReceiveAsync(first, SocketFlags.Peek).ConfigureAwait(false) == 1 && first[0] == HandshakeRecord;
    }

    /// <summary>Answers the client's greeting with what is no handshake; null when one is to be made.</summary>
    public async Task<Ending?> AnswerAsync()
    {
        var fault = simulator.Faults.NextHandshake();
        if (fault is { Latency: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.Latency), simulator.Options.Time, gone).ConfigureAwait(false);
        }

        switch (fault?.Tls ?? TlsForm.Plain)
        {
            case TlsForm.Untrusted:
                return null;
            case TlsForm.Silent:
                await DropAsync().ConfigureAwait(false);
                return Ending.Close;
            case TlsForm.Reset:
                return Ending.Reset;
            case TlsForm.Alert:
                await stream.WriteAsync(Alert.ToArray(), gone).ConfigureAwait(false);
                return Ending.Refuse;
            case TlsForm.Plain:
                await stream.WriteAsync(_plainAnswer, gone).ConfigureAwait(false);
                return Ending.Refuse;
            default:
                return Ending.Refuse;
        }
    }

    /// <summary>Makes the handshake, with a certificate that nobody trusts.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The client refused it.</exception>
    public async Task<SslStream> SecureAsync()
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificateContext = simulator.Certificate }, gone).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DropAsync()
    {
        var dropped = new byte[4096];
        while (await stream.ReadAsync(dropped, gone).ConfigureAwait(false) > 0)
        {
        }
    }
}
