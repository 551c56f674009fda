namespace LabSdk.Fleet;

/// <summary>Where a client stands.</summary>
public enum FleetState
{
    /// <summary>Connected, as far as is known.</summary>
    Connected,

    /// <summary>Connecting again.</summary>
    Reconnecting,

    /// <summary>Not connected: the gateway closed the connection, or an exchange failed. The next status connects again.</summary>
    Disconnected,

    /// <summary>Ended for good.</summary>
    Destroyed,
}
