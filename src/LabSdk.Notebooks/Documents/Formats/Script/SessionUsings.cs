namespace LabSdk.Notebooks;

/// <summary>
/// The namespaces that cells of a notebook use without asking; a script has to ask for them. They stand in a block of their
/// own, which is taken out again when the script becomes a notebook.
/// </summary>
internal static class SessionUsings
{
    private const string Heading = "// A notebook has these by itself:";

    private static readonly string[] All =
        [.. new[] { "LabSdk", "LabSdk.Data", "LabSdk.Devices", "LabSdk.Display", "LabSdk.Simulation", "static LabSdk.Plans" }.Select(name => $"using {name};")];

    /// <summary>The lines to add to a script.</summary>
    /// <param name="own">The using directives of its cells.</param>
    public static string[] Lines(IEnumerable<string> own) => All.Except(own).ToArray() is { Length: > 0 } missing ? [Heading, .. missing] : [];

    /// <summary>Takes the lines out of a cell.</summary>
    public static string Remove(string code)
    {
        if (!code.Contains(Heading, StringComparison.Ordinal))
        {
            return code;
        }

        var lines = code.Split('\n');
        var start = Array.IndexOf(lines, Heading);
        var count = start < 0 ? 0 : 1 + lines.Skip(start + 1).TakeWhile(line => All.Contains(line)).Count();
        return start < 0 ? code : string.Join('\n', lines.Take(start).Concat(lines.Skip(start + count)));
    }
}
