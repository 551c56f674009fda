namespace LabSdk.Display;

/// <summary>How a table column is aligned.</summary>
public enum Align
{
    /// <summary>Numbers right, everything else left. The default.</summary>
    Auto = 0,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>Centred.</summary>
    Center,
}
