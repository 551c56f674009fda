namespace LabSdk.Data;

/// <summary>How a frame is written to and read from JSON lines: one JSON object per row.</summary>
public sealed class JsonLinesOptions
{
    /// <summary>
    /// Writing: puts a first line <c>{"labsdk":{...}}</c> before the rows that keeps the metadata and the kind, unit, role and source of
    /// each column, so that reading gives the same frame back. Other programs see it as one more row. Defaults to false. Reading always
    /// understands both.
    /// </summary>
    public bool Describe { get; init; }

    /// <summary>Reading: the element type of columns by name; others are guessed from all their values. Null by default.</summary>
    public IReadOnlyDictionary<string, Type>? Schema { get; init; }
}
