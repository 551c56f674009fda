namespace LabSdk.Mds;

/// <summary>What went wrong, in one word. The numbers of the reference differ between systems and overlap; these do not.</summary>
public enum MdsErrorKind
{
    /// <summary>Nothing came in time.</summary>
    Timeout,

    /// <summary>There is no such device.</summary>
    NotFound,

    /// <summary>The device is there, but may not be opened.</summary>
    AccessDenied,

    /// <summary>A transfer failed.</summary>
    Io,

    /// <summary>The device is gone: unplugged, or three failed transfers in a row while streaming.</summary>
    Disconnected,

    /// <summary>A value that is too short, a packet that cannot be read, the answer to another question.</summary>
    Protocol,

    /// <summary>A text that is not UTF-8.</summary>
    InvalidText,

    /// <summary>The device or the link cannot do this.</summary>
    NotSupported,

    /// <summary>The chunk service did not accept data.</summary>
    Upload,
}
