using System.Globalization;

namespace LabSdk.Simulation.Odp;

/// <summary>Names of topics, and of the folders of their partitions.</summary>
internal static class TopicNames
{
    public const int Longest = 249;

    /// <summary>Letters, digits, dot, underscore and hyphen; not "." or "..". So a name is a safe part of a path, too.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && name is not ("." or "..")
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    public static string Folder(string topic, int partition) => string.Create(CultureInfo.InvariantCulture, $"{topic}-{partition}");

    public static bool TryFolder(string folder, out string topic, out int partition)
    {
        var hyphen = folder.LastIndexOf('-');
        (topic, partition) = (hyphen > 0 ? folder[..hyphen] : "", -1);
        return hyphen > 0 && IsValid(topic) && int.TryParse(folder.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out partition);
    }
}
