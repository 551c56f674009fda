using System.Collections.Concurrent;

namespace LabSdk;

/// <summary>The journals that this process writes now.</summary>
internal static class OpenJournals
{
    private static readonly ConcurrentDictionary<string, bool> Paths = new(StringComparer.Ordinal);

    public static bool Holds(string path) => Paths.ContainsKey(Path.GetFullPath(path));

    public static void Add(string path) => Paths[Path.GetFullPath(path)] = true;

    public static void Remove(string path) => Paths.TryRemove(Path.GetFullPath(path), out _);
}
