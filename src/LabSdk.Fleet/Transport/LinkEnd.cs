namespace LabSdk.Fleet.Transport;

/// <summary>How a connection ended.</summary>
internal enum LinkEnd
{
    /// <summary>The gateway closed it in order.</summary>
    Closed,

    /// <summary>It broke: reset, aborted, no network.</summary>
    Broken,
}
