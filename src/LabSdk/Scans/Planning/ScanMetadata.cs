using System.Collections;
using System.Collections.ObjectModel;
using System.Reflection;

namespace LabSdk;

/// <summary>Notes kept with a run: read-only, in the order given, the last value of a key wins.</summary>
internal static class ScanMetadata
{
    public static IReadOnlyDictionary<string, object?> Empty { get; } = ReadOnlyDictionary<string, object?>.Empty;

    public static IReadOnlyDictionary<string, object?> Merge(
        IReadOnlyDictionary<string, object?> notes, IEnumerable<KeyValuePair<string, object?>> more)
    {
        var merged = new OrderedDictionary<string, object?>(notes, StringComparer.Ordinal);
        foreach (var (key, value) in more)
        {
            merged[key] = value;
        }

        return new ReadOnlyDictionary<string, object?>(merged);
    }

    public static IEnumerable<KeyValuePair<string, object?>> Of(object notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return notes switch
        {
            IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
            IEnumerable<KeyValuePair<string, string>> pairs => pairs.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value)),
            IDictionary pairs => pairs.Cast<DictionaryEntry>().Select(pair => new KeyValuePair<string, object?>(pair.Key.ToString() ?? "", pair.Value)),
            string or IEnumerable => throw new ArgumentException("Give key and value, a dictionary, or an object such as new { sample = \"A1\" }.", nameof(notes)),
            _ => notes.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => new KeyValuePair<string, object?>(property.Name, property.GetValue(notes))),
        };
    }
}
