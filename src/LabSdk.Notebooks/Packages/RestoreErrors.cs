using System.Text.RegularExpressions;

namespace LabSdk.Notebooks.Packages;

/// <summary>Says why a restore failed.</summary>
internal static partial class RestoreErrors
{
    private const int Most = 5;

    /// <summary>Makes the error from what <c>dotnet restore</c> wrote.</summary>
    public static NotebookException Describe(IReadOnlyList<PackageReference> packages, string output)
    {
        var errors = ErrorLine().Matches(output)
            .Select(match => (Id: match.Groups["id"].Value, Text: match.Groups["text"].Value.Trim()))
            .Distinct()
            .Take(Most)
            .ToArray();
        var why = errors.Length > 0 ? string.Join(" ", errors.Select(error => $"{error.Id}: {error.Text}")) : LastLines(output);
        return new NotebookException(
            NotebookErrorIds.RestoreFailed,
            $"{string.Join(", ", packages)} could not be restored. {why}",
            Hint([.. errors.Select(error => error.Id)]),
            isTransient: errors.Any(error => error.Id == "NU1301"));
    }

    private static string Hint(IReadOnlyList<string> ids) => ids switch
    {
        _ when ids.Contains("NU1101") => "Check the spelling of the name; other sources are added with #i \"nuget:SOURCE\" or a nuget.config beside the notebook.",
        _ when ids.Contains("NU1102") || ids.Contains("NU1103") => "Ask for a version that exists; without a version the newest is taken.",
        _ when ids.Contains("NU1301") => "A package source cannot be reached. Offline, only packages that were restored before can be used.",
        _ when ids.Contains("NU1605") || ids.Contains("NU1107") => "The packages need different versions of the same one: ask for the higher version of it by name.",
        _ when ids.Contains("NU1202") => $"The package does not support {PackageProject.TargetFramework}: look for a newer version.",
        _ => "Check the package sources with: dotnet nuget list source",
    };

    private static string LastLines(string output) =>
        string.Join(' ', output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(3));

    [GeneratedRegex(@"error (?<id>[A-Z]+\d+):\s*(?<text>.*?)(\s\[[^\]]*\])?\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
