using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Engine;

/// <summary>Turns compile errors into the error of a cell: place, message, the line with a caret, a hint.</summary>
internal static class CompileErrors
{
    private const int Most = 8;

    /// <summary>The error of a cell that did not compile.</summary>
    /// <param name="diagnostics">Its errors; at least one.</param>
    /// <param name="hint">Gives advice for an error, or null.</param>
    public static CellError Describe(IReadOnlyList<Diagnostic> diagnostics, Func<Diagnostic, string?> hint)
    {
        var ordered = diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ToArray();
        var lines = ordered.Take(Most).SelectMany(d => Lines(d, hint(d))).ToList();
        if (ordered.Length > Most)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"... and {ordered.Length - Most} more errors."));
        }

        return new CellError("CompilationError", $"{Place(ordered[0])}: {Message(ordered[0])}", lines);
    }

    private static IEnumerable<string> Lines(Diagnostic diagnostic, string? hint)
    {
        yield return $"{Place(diagnostic)}: error {diagnostic.Id}: {Message(diagnostic)}";
        if (diagnostic.Location.SourceTree?.GetText() is { } text)
        {
            var line = text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start);
            var column = diagnostic.Location.SourceSpan.Start - line.Start;
            var width = Math.Clamp(diagnostic.Location.SourceSpan.Length, 1, Math.Max(1, line.End - line.Start - column));
            var source = line.ToString();
            yield return "    " + source;

            // Tabs stay tabs, so that the caret stands below its character whatever a tab is worth.
            var indent = new string([.. source.Take(column).Select(c => c == '\t' ? '\t' : ' ')]);
            yield return "    " + indent + new string('^', width);
        }

        if (hint is not null)
        {
            yield return "Hint: " + hint;
        }
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string Place(Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return string.Create(CultureInfo.InvariantCulture, $"({start.Line + 1},{start.Character + 1})");
    }
}
