namespace LabSdk.Data;

/// <summary>Gives equal texts one string while few are distinct: labels repeat, free texts do not.</summary>
internal sealed class StringPool
{
    private const int MostStrings = 1024;

    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        if (_strings.Count < MostStrings)
        {
            _strings.Add(made);
        }

        return made;
    }
}
