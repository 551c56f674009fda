namespace LabSdk.Display;

/// <summary>What a <see cref="Cell"/> holds.</summary>
public enum CellKind
{
    /// <summary>No value; shown as a dash, never like NaN.</summary>
    Null = 0,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An identifier, path or address, shown in a fixed-width font.</summary>
    Code,

    /// <summary>A floating-point number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A truth value, shown as true or false.</summary>
    Truth,

    /// <summary>A point in time, shown in UTC.</summary>
    Time,

    /// <summary>A state with its word.</summary>
    State,
}
