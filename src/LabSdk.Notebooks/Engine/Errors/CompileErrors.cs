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

    /// <summary>An error that the compiler itself does not have.</summary>
    /// <param name="node">What is refused.</param>
    /// <param name="message">Why.</param>
    /// <param name="hint">What to do instead.</param>
    public static CellError At(SyntaxNode node, string message, string hint)
    {
        var placed = $"{Place(node.GetLocation())}: error: {message}";
        return new CellError("CompilationError", placed, [placed, .. Source(node.GetLocation()), "Hint: " + hint]);
    }

    private static IEnumerable<string> Lines(Diagnostic diagnostic, string? hint)
    {
        yield return $"{Place(diagnostic)}: error {diagnostic.Id}: {Message(diagnostic)}";
        foreach (var line in Source(diagnostic.Location))
        {
            yield return line;
        }

        if (hint is not null)
        {
            yield return "Hint: " + hint;
        }
    }

    /// <summary>The line, and carets below what is meant.</summary>
    private static IEnumerable<string> Source(Location location)
    {
        if (location.SourceTree?.GetText() is not { } text)
        {
            yield break;
        }

        var line = text.Lines.GetLineFromPosition(location.SourceSpan.Start);
        var column = location.SourceSpan.Start - line.Start;
        var width = Math.Clamp(location.SourceSpan.Length, 1, Math.Max(1, line.End - line.Start - column));
        var source = line.ToString();
        yield return "    " + source;

        // Tabs stay tabs, so that the caret stands below its character whatever a tab is worth.
        var indent = new string([.. source.Take(column).Select(c => c == '\t' ? '\t' : ' ')]);
        yield return "    " + indent + new string('^', width);
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string Place(Diagnostic diagnostic) => Place(diagnostic.Location);

    private static string Place(Location location)
    {
        var start = location.GetLineSpan().StartLinePosition;
        return string.Create(CultureInfo.InvariantCulture, $"({start.Line + 1},{start.Character + 1})");
    }
}
