namespace LabSdk.Mds.Wire;

/// <summary>A CBOR map in the order of the wire. Where a key repeats, the first entry counts.</summary>
internal sealed class CborMap(KeyValuePair<object?, object?>[] entries)
{
    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => entries;

    /// <summary>The value of an integer key; null when there is none.</summary>
    public object? this[long key] => Array.Find(entries, entry => entry.Key is long number && number == key).Value;

    /// <summary>True when the map has this integer key.</summary>
    public bool Has(long key) => Array.Exists(entries, entry => entry.Key is long number && number == key);

    public string? Text(long key) => this[key] as string;

    public long? Integer(long key) => this[key] is long number ? number : null;

    public CborMap? Map(long key) => this[key] as CborMap;
}
