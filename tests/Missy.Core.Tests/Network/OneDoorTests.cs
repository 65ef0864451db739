using System.Text.RegularExpressions;
using Missy.Tests.Support;

namespace Missy.Tests.Network;

/// <summary>Every byte to a provider goes through the one door, so nothing else may open a connection.</summary>
public sealed partial class OneDoorTests
{
    // The door, and the two things that it does: asking for addresses and calling them.
    private static readonly string[] Door =
        ["Missy.Core/Network/HttpDoor.cs", "Missy.Core/Network/SystemHostResolver.cs", "Missy.Core/Network/TcpDialer.cs"];

    [Fact]
    public void Only_the_door_and_the_simulator_make_clients_and_sockets()
    {
        var source = Path.Combine(Repository.Root, "src");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .ToList();

        var makers = files.Where(file => Maker().IsMatch(File.ReadAllText(Path.Combine(source, file)))).ToList();

        Assert.True(files.Count > 100, "The source was not found.");
        Assert.Equal(Door, makers.Where(file => !file.StartsWith("Missy.Simulator/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("var client = new HttpClient();", true)]
    [InlineData("new System.Net.Http.HttpClient (handler)", true)]
    [InlineData("new SocketsHttpHandler { }", true)]
    [InlineData("HttpClientHandler handler = new();", true)]
    [InlineData("private readonly Socket _socket = new(SocketType.Stream);", true)]
    [InlineData("using TcpClient c = new (\"host\", 1);", true)]
    [InlineData("new UdpClient()", true)]
    [InlineData("WebRequest.Create(url)", true)]
    [InlineData("_clients.CreateClient(name)", true)]
    [InlineData("await Dns.GetHostAddressesAsync(name)", true)]
    [InlineData("new Ping()", true)]
    [InlineData("new HttpRequestMessage()", false)]
    [InlineData("exception is SocketException", false)]
    [InlineData("SocketError.ConnectionRefused", false)]
    public void The_search_knows_the_ways_of_making_one(string code, bool found) => Assert.Equal(found, Maker().IsMatch(code));

    private const string Types = "(HttpClient|SocketsHttpHandler|HttpClientHandler|WinHttpHandler|Socket|TcpClient|TcpListener|UdpClient|Ping|QuicConnection|WebClient|ClientWebSocket)";

    [GeneratedRegex(@"new\s+([\w.]+\.)?" + Types + @"\s*[({]|\b" + Types + @"\??\s+\w+\s*=\s*new\b|\bWebRequest\.Create|\bDns\.|\bQuicConnection\.|\bCreateClient\(|\bHttpMessageInvoker\b")]
    private static partial Regex Maker();
}
