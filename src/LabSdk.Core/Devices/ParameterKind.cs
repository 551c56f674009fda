namespace LabSdk.Devices;

/// <summary>The type of a parameter.</summary>
public enum ParameterKind
{
    /// <summary>Not known, or a structure: its value is the JSON text.</summary>
    Other,

    /// <summary>A <see cref="double"/>.</summary>
    Float,

    /// <summary>A <see cref="long"/>.</summary>
    Integer,

    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One text of a fixed list.</summary>
    Choice,
}
