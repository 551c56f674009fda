namespace LabSdk.Notebooks;

/// <summary>Turns the directives of a program into those of cells. What only a build understands is kept in a comment.</summary>
internal static class ProgramReader
{
    /// <summary>Begins a comment that holds a line of a program.</summary>
    public const string Kept = "//#:";

    public static string ToCell(string code)
    {
        var syntax = new CellSyntax(code);
        var edits = new TextEdits();
        foreach (var directive in syntax.Directives.Where(directive => directive.Line.StartsWith("#:", StringComparison.Ordinal)))
        {
            var line = directive.Package is { } package ? (package with { Version = package.Version == "*" ? "" : package.Version }).AsReference
                : Argument(directive.Line, "#:include") is { } file && !file.Contains('"', StringComparison.Ordinal) ? $"#load \"{file}\""
                : "//" + directive.Line;
            edits.Replace(directive.Span, line + "\n");
        }

        return edits.Apply(code);
    }

    private static string? Argument(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line[name.Length..].Trim() is { Length: > 0 } argument ? argument : null;
}
