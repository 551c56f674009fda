using System.Globalization;
using System.Text.Json;

namespace LabSdk;

/// <summary>A note as it is searched for: by its text, or by its number when it is one.</summary>
internal readonly record struct RunNote(string Key, string Text, double? Number)
{
    /// <summary>More of a text is not in the index; the journal has it all.</summary>
    public const int MostCharacters = 1000;

    private const int MostNotes = 1000;

    public static RunNote[] Of(IReadOnlyDictionary<string, JsonElement>? notes) =>
        [.. JournalJson.Notes(notes).Take(MostNotes).Select(note => Of(note.Key, note.Value))];

    /// <summary>A value that somebody looks for, or that stands in a journal.</summary>
    public static RunNote Of(string key, object? value) => value switch
    {
        null => new(key, "", null),
        string text => new(key, Cut(text), null),
        bool flag => new(key, flag ? "true" : "false", null),
        DateTimeOffset or DateTime => new(key, JsonSerializer.SerializeToElement(value).GetString()!, null),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            OfNumber(key, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        Enum => Of(key, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => new(key, Cut(Convert.ToString(JournalJson.Notes(JournalJson.Notes(Wrapped(key, value)))[key], CultureInfo.InvariantCulture) ?? ""), null),
    };

    public static string Cut(string? text) =>
        text is not { Length: > MostCharacters } ? text ?? "" : text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];

    // By its text: 0.1f and 0.1 are the same note, for JSON too.
    private static RunNote OfNumber(string key, string text) => new(key, text, double.Parse(text, CultureInfo.InvariantCulture));

    private static Dictionary<string, object?> Wrapped(string key, object? value) => new() { [key] = value };
}
