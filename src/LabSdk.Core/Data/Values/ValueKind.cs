namespace LabSdk.Data;

/// <summary>The kinds of values that a cell can hold.</summary>
public enum ValueKind
{
    /// <summary>No value was recorded. Cells only; a column always has one of the other kinds.</summary>
    Null,

    /// <summary>64-bit floating point, <see cref="double"/>.</summary>
    Double,

    /// <summary>32-bit floating point, <see cref="float"/>.</summary>
    Float,

    /// <summary>32-bit integer, <see cref="int"/>.</summary>
    Int,

    /// <summary>64-bit integer, <see cref="long"/>.</summary>
    Long,

    /// <summary>True or false, <see cref="bool"/>.</summary>
    Bool,

    /// <summary>Text, <see cref="string"/>.</summary>
    String,

    /// <summary>A point in time, <see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary>A duration, <see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary>A one-dimensional array of numbers per cell: a spectrum, a waveform, the pixels of an image.</summary>
    Array,
}
