using System.Text.RegularExpressions;

namespace LabSdk.Notebooks.Engine;

/// <summary>Understands one line that begins with <c>#!</c>, <c>#:</c>, <c>#r</c>, <c>#i</c> or <c>#load</c>.</summary>
internal static partial class DirectiveParser
{
    /// <summary>What the line asks for; null when it asks for nothing.</summary>
    /// <param name="line">The line without white space around it.</param>
    /// <param name="number">Its number.</param>
    public static CellPart? Parse(ReadOnlySpan<char> line, int number) => line switch
    {
        ['#', '!', ..] => Magic(line, number),
        ['#', ':', ..] => App(line[2..].ToString(), number),
        ['#', 'r', ..] => Reference(Quoted(line), number),
        ['#', 'i', ..] => Source(Quoted(line), number),
        _ => Load(Quoted(line), number),
    };

    private static MagicPart? Magic(ReadOnlySpan<char> line, int number)
    {
        // The first line of a script that can be started by itself, and the marker of our own language.
        if ((number == 1 && line is ['#', '!', '/' or ' ', ..]) || line.Length == 2 || KernelNames.TryCanonical(line[2..].ToString()) == KernelNames.CSharp)
        {
            return null;
        }

        var space = line.IndexOfAny(' ', '\t');
        return space < 0
            ? new MagicPart(number, line.ToString(), "")
            : new MagicPart(number, line[..space].ToString(), line[space..].Trim().ToString());
    }

    /// <summary>A directive of file-based apps, so that their text can be pasted into a cell.</summary>
    private static CellPart App(string text, int number)
    {
        var words = text.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            ["package", var package] => Package(package, number),
            ["project", ..] => new NotePart(number, "#:project is not used in a notebook: build the project and add its assembly with #r \"path.dll\"."),
            ["property" or "sdk" or "include", ..] => new NotePart(number, $"#:{words[0]} is not used in a notebook."),
            _ => new WrongPart(number, $"'#:{text}' is no directive that a cell knows. Write #:package Name@1.2.3."),
        };
    }

    private static PackagePart Package(string package, int number)
    {
        var at = package.IndexOf('@', StringComparison.Ordinal);
        return at < 0
            ? new PackagePart(number, package, null)
            : new PackagePart(number, package[..at].Trim(), package[(at + 1)..].Trim());
    }

    private static CellPart Reference(string? quoted, int number)
    {
        if (string.IsNullOrWhiteSpace(quoted))
        {
            return new WrongPart(number, "#r needs what to add, in quotes: #r \"nuget: Name, 1.2.3\" or #r \"path/to/library.dll\".");
        }

        if (!quoted.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            return new ReferencePart(number, quoted.Trim());
        }

        var match = NuGetReference().Match(quoted);
        return match.Success
            ? new PackagePart(number, match.Groups["name"].Value, match.Groups["version"].Success ? match.Groups["version"].Value : null)
            : new WrongPart(number, $"'{quoted}' does not name a package. Write #r \"nuget: Name, 1.2.3\".");
    }

    private static CellPart Source(string? quoted, int number)
    {
        const string scheme = "nuget:";
        return quoted?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true && quoted[scheme.Length..].Trim() is { Length: > 0 } source
            ? new PackageSourcePart(number, source)
            : new WrongPart(number, "#i needs a source of packages in quotes: #i \"nuget:/path/to/folder\".");
    }

    private static CellPart Load(string? quoted, int number) =>
        string.IsNullOrWhiteSpace(quoted) || quoted.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
            ? new WrongPart(number, "#load needs a script file in quotes: #load \"helpers.csx\".")
            : new LoadPart(number, quoted.Trim());

    private static string? Quoted(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf('"');
        var length = start < 0 ? -1 : line[(start + 1)..].IndexOf('"');
        return length < 0 ? null : line.Slice(start + 1, length).ToString();
    }

    [GeneratedRegex(@"^nuget:\s*(?<name>[\w.-]+)\s*(,\s*(?<version>[^\s,][^,]*(,[^,]*)?))?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NuGetReference();
}
