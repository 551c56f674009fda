using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks;

/// <summary>A directive line of a cell.</summary>
/// <param name="Line">Its text without blanks at the ends.</param>
/// <param name="Span">Where it stands, with its line end.</param>
internal sealed record ScriptDirective(string Line, TextSpan Span)
{
    /// <summary>The package that it asks for, or null.</summary>
    public PackageName? Package =>
        Argument("#r") is { } reference ? PackageName.TryReadReference(reference)
        : Line.StartsWith("#:package", StringComparison.Ordinal) ? PackageName.TryReadPackage(Line["#:package".Length..].Trim())
        : null;

    /// <summary>The file of <c>#r</c>, or null.</summary>
    public string? Reference => Package is null ? Argument("#r") : null;

    /// <summary>The file of <c>#load</c>, or null.</summary>
    public string? Load => Argument("#load");

    private string? Argument(string name)
    {
        if (!Line.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = Line[name.Length..].TrimStart();
        var end = rest.StartsWith('"') ? rest.IndexOf('"', 1) : -1;
        return end < 0 ? null : rest[1..end];
    }
}
