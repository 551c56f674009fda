namespace LabSdk.Odp.Formats;

/// <summary>What a record did to the table of formats.</summary>
internal enum FormatChange
{
    /// <summary>The record is no definition.</summary>
    Ignored,

    /// <summary>The record is no packet, or its content cannot be read.</summary>
    Malformed,

    /// <summary>The id was defined before; the first definition stays.</summary>
    Known,

    /// <summary>A new id: packets that wait for it can be decoded.</summary>
    Added,
}
