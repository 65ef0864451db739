using System.Text;
using Markdig;
using Markdig.Syntax;
using Missy.Inspection;

namespace Missy.Interactive.Markdown;

/// <summary>
/// Renders Markdown that comes in pieces. A block is shown once it is whole, and never again: code line by line, a list item by
/// item. What is shown depends on the lines alone, not on where the pieces were cut.
/// </summary>
/// <param name="width">Columns of the terminal.</param>
internal sealed class MarkdownStream(int width)
{
    // Each line is parsed with those that wait with it. Nobody writes such a block by hand.
    private const int MostWaitingLines = 400;
    private const int LongestLine = 64 * 1024;

    private static readonly MarkdownPipeline _pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    private readonly TerminalText _filter = new();
    private readonly StringBuilder _line = new();
    private readonly List<string> _waiting = [];
    private readonly StringBuilder _shown = new();
    private CodeFence? _fence;
    private bool _gap;
    private bool _begun;

    /// <summary>What can be shown now that a piece has come.</summary>
    public string Next(string piece)
    {
        foreach (var letter in _filter.Next(piece))
        {
            if (letter == '\n' || _line.Length >= LongestLine)
            {
                EndLine();
            }

            if (letter != '\n')
            {
                _line.Append(letter);
            }
        }

        return Shown();
    }

    /// <summary>The rest: nothing more will come.</summary>
    public string End()
    {
        if (_line.Length > 0)
        {
            EndLine();
        }

        ShowWaiting();
        _fence = null;
        return Shown();
    }

    private static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);

    private static bool IsOver(Block block) => block is HeadingBlock { IsSetext: false } or ThematicBreakBlock;

    // A blank line ends it for good.
    private static bool EndsAtBlank(Block block) => block is ParagraphBlock or HeadingBlock or QuoteBlock or Markdig.Extensions.Tables.Table;

    private string Shown()
    {
        var shown = _shown.ToString();
        _shown.Clear();
        return shown;
    }

    private void EndLine()
    {
        var line = _line.ToString();
        _line.Clear();
        if (_fence is not { } fence)
        {
            Take(line);
        }
        else if (fence.IsEndedBy(line))
        {
            _fence = null;
        }
        else
        {
            Show([BlockLines.Code(fence.Inside(line))]);
        }
    }

    private void Take(string line)
    {
        if (_waiting.Count == 0 && IsBlank(line))
        {
            _gap = true;
            return;
        }

        _waiting.Add(line);
        var blocks = Parse();
        if (blocks is null || _waiting.Count >= MostWaitingLines || (blocks.Count == 0 && IsBlank(line)))
        {
            ShowWaiting();
            _gap = IsBlank(line);
            return;
        }

        if (blocks is not [.., var last])
        {
            return;
        }

        if (last is FencedCodeBlock opened)
        {
            ShowAll(blocks.SkipLast(1));
            BeginGap(opened.Line);
            Show(BlockLines.Fence(opened.Info));
            _waiting.Clear();
            _fence = new CodeFence(opened.FencedChar, opened.OpeningFencedCharCount, opened.Column);
        }
        else if (IsOver(last) || (IsBlank(line) && EndsAtBlank(last)))
        {
            ShowAll(blocks);
            _waiting.Clear();
            _gap = IsBlank(line);
        }
        else if (last is ListBlock { Count: > 1 } list)
        {
            ShowAll(blocks.SkipLast(1));
            ShowItems(list, list.SkipLast(1));
            Drop(list.LastChild!.Line);
        }
        else if (blocks.Count > 1)
        {
            ShowAll(blocks.SkipLast(1));
            Drop(last.Line);
        }
    }

    // Null: it is too deep for the parser. What only defines what others refer to is no block that is shown.
    private List<Block>? Parse()
    {
        try
        {
            return [.. Markdig.Markdown.Parse(string.Join('\n', _waiting), _pipeline).Where(block => block is not LinkReferenceDefinitionGroup)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void ShowWaiting()
    {
        if (Parse() is { } blocks)
        {
            ShowAll(blocks);
        }
        else
        {
            BeginGap(0);
            Show(_waiting.Select(line => Sgr.Text(line, TextStyle.Plain)));
        }

        _waiting.Clear();
    }

    private void ShowAll(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is ListBlock list)
            {
                ShowItems(list, list);
            }
            else
            {
                BeginGap(block.Line);
                Show(BlockLines.Of(block, width));
            }
        }
    }

    private void ShowItems(ListBlock list, IEnumerable<Block> items)
    {
        foreach (var item in items)
        {
            BeginGap(item.Line);
            Show(BlockLines.Item(list, (ListItemBlock)item, width));
        }
    }

    // A blank line stands where the writer had one.
    private void BeginGap(int line)
    {
        if (_begun && (line == 0 ? _gap : IsBlank(_waiting[line - 1])))
        {
            _shown.Append('\n');
        }

        _gap &= line > 0;
    }

    private void Drop(int lines)
    {
        if (lines > 0)
        {
            _gap = IsBlank(_waiting[lines - 1]);
            _waiting.RemoveRange(0, lines);
        }
    }

    private void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _shown.Append(line).Append('\n');
            _begun = true;
        }
    }
}
