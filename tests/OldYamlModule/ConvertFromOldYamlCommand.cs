using System.Management.Automation;
using YamlDotNet.Serialization;

namespace OldYaml;

/// <summary>Reads YAML with whatever YamlDotNet it gets, and tells which one that was.</summary>
[Cmdlet(VerbsData.ConvertFrom, "OldYaml")]
public sealed class ConvertFromOldYamlCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Yaml { get; set; } = "";

    protected override void ProcessRecord()
    {
        var result = new PSObject();
        var values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(Yaml);
        foreach (var (name, value) in values)
        {
            result.Properties.Add(new PSNoteProperty(name, value));
        }

        result.Properties.Add(new PSNoteProperty("Version", typeof(DeserializerBuilder).Assembly.GetName().Version!.ToString(2)));
        WriteObject(result);
    }
}
