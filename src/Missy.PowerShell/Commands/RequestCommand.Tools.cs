using System.Management.Automation;
using Missy.Completion;
using Missy.Tools;

namespace Missy.Commands;

/// <content>The tools that the model may call.</content>
public abstract partial class RequestCommand
{
    private PipelineTools? _tools;

    /// <summary>Tools that the model may call: what New-MissyTool made, names of commands, commands or script blocks.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CommandCompleter))]
    public object[]? Tool { get; set; }

    private AskRequest WithTools(AskRequest request)
    {
        if (Tool is null)
        {
            return request;
        }

        _tools ??= NewTools(Tool);
        return request with { Tools = _tools.Definitions, ToolRunner = _tools };
    }

    private PipelineTools NewTools(object[] given)
    {
        var maker = new ToolMaker(InvokeCommand);
        var tools = given.Select((item, index) => maker.Of(item, index + 1)).ToList();
        return tools.GroupBy(tool => tool.Name).FirstOrDefault(same => same.Count() > 1) is { } same
            ? throw new MissyException(ErrorKind.InvalidRequest, $"Two tools are called '{same.Key}'.")
            {
                Remedy = "Give one of them another name: New-MissyTool … -Name NAME.",
            }
            : new PipelineTools(tools);
    }
}
