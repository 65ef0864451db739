using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Missy.PowerShellTests.Support;

/// <summary>The module, packed from what is built.</summary>
public sealed class PackedModule : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("missy-package-").FullName;

    public PackedModule()
    {
        Package = Pack("first");
        using var archive = ZipFile.OpenRead(Package);
        Entries = [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        using var nuspec = archive.GetEntry("Missy.nuspec")!.Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>Where it is.</summary>
    public string Package { get; }

    /// <summary>The same as files.</summary>
    public string Folder => Directory.GetDirectories(Path.Combine(_folder, "first", "Missy")).Single();

    public IReadOnlyList<string> Entries { get; }

    public XElement Metadata { get; }

    /// <summary>Packs it and gives the path of the package.</summary>
    public string Pack(string name)
    {
        var folder = Path.Combine(_folder, name);
        var (exitCode, output) = DotNet.Run("pack", "src/Missy.PowerShell", "--no-build", "-c", DotNet.Configuration, "-o", folder, "-v", "quiet", "--nologo");
        Assert.True(exitCode == 0, output);
        return Directory.GetFiles(folder, "*.nupkg").Single();
    }

    public string Text(string name) => Metadata.Element(Metadata.Name.Namespace + name)?.Value ?? "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
