namespace LabSdk.Odp;

/// <summary>Names under which a buffer delivers what is no parameter.</summary>
public static class BufferedNames
{
    /// <summary>Of <see cref="OdpMarker"/>.</summary>
    public const string Markers = "MarkerData";

    /// <summary>Of <see cref="OdpEvent"/>.</summary>
    public const string Events = "EventData";

    /// <summary>Of <see cref="OdpErrorRecord"/>.</summary>
    public const string Errors = "ErrorData";

    /// <summary>Of <see cref="OdpCanMessage"/>.</summary>
    public const string CanMessages = "CanData";
}
