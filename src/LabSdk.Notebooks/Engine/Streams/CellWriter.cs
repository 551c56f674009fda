using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace LabSdk.Notebooks.Engine;

/// <summary>A standard stream of the process: text of a cell goes to that cell, all other text where it went before.</summary>
internal sealed class CellWriter(StandardStream stream, TextWriter outside) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    // Notebooks have the same line ends on every system.
    [AllowNull]
    public override string NewLine
    {
        get => CellScope.Output is null ? outside.NewLine : "\n";
        set => outside.NewLine = value;
    }

    public override void Write(char value)
    {
        if (CellScope.Output is { } output)
        {
            output.Write(stream, value.ToString());
        }
        else
        {
            outside.Write(value);
        }
    }

    public override void Write(string? value)
    {
        if (CellScope.Output is not { } output)
        {
            outside.Write(value);
        }
        else if (!string.IsNullOrEmpty(value))
        {
            output.Write(stream, value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    // One piece for a whole line, so that lines of parallel tasks do not mix.
    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, NewLine));

    public override void WriteLine(char[] buffer, int index, int count) => WriteLine(buffer.AsSpan(index, count));

    public override void WriteLine() => Write(NewLine);

    public override void Flush()
    {
        if (CellScope.Output is null)
        {
            outside.Flush();
        }
    }
}
