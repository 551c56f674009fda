namespace LabSdk.Odp.Formats;

/// <summary>Compares lists name by name: joined texts would mix up names with commas.</summary>
internal sealed class NameListComparer : IEqualityComparer<IReadOnlyList<string>>
{
    public static readonly NameListComparer Instance = new();

    public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y, StringComparer.Ordinal));

    public int GetHashCode(IReadOnlyList<string> obj)
    {
        var hash = default(HashCode);
        foreach (var name in obj)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
