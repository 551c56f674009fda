namespace LabSdk.Odp;

/// <summary>The four kinds of values that samples have on the wire.</summary>
public enum SampleKind
{
    /// <summary>No samples: the packet named the parameter, but carried nothing for it.</summary>
    None,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>A flag.</summary>
    Bool,

    /// <summary>Text.</summary>
    String,
}
