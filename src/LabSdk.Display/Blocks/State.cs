namespace LabSdk.Display;

/// <summary>The state of something shown. The word is always printed; colour and symbol only repeat it.</summary>
public enum State
{
    /// <summary>Nothing is known; the default.</summary>
    Unknown = 0,

    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but needs attention.</summary>
    Warn,

    /// <summary>Does not work.</summary>
    Fault,
}
