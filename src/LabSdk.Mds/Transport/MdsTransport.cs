namespace LabSdk.Mds;

/// <summary>The kind of a link.</summary>
public enum MdsTransport
{
    /// <summary>A link of the user.</summary>
    Custom,

    /// <summary>A HID device; input reports of fixed size.</summary>
    Hid,

    /// <summary>Bluetooth LE; always bare packets.</summary>
    Gatt,

    /// <summary>A serial line with LabSdk's own framing.</summary>
    Serial,

    /// <summary>Text lines of a console or a file; chunks without packets.</summary>
    Console,

    /// <summary>No link: the application hands the data over.</summary>
    None,
}
