using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Renders blocks as text: plain for <c>text/plain</c>, with colour for a terminal.</summary>
internal static class TextOutput
{
    /// <summary>The widest plain text.</summary>
    public const int MaxWidth = 120;

    /// <summary>Plain text without any escape sequence, lines without trailing blanks.</summary>
    public static string Render(Block block, int width = MaxWidth)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        Write(text, block.ToText(), width, colour: false);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');
    }

    /// <summary>Writes to a terminal or file.</summary>
    public static void Write(TextWriter target, IRenderable content, int width, bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new PlainOutput(target, width),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Write(content);
    }

    private sealed class PlainOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = writer;

        public bool IsTerminal => false;

        public int Width { get; } = Math.Clamp(width, 20, 1000);

        public int Height => 80;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
