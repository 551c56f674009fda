namespace LabSdk.Fleet;

/// <summary>What a warning is about.</summary>
public enum FleetWarningKind
{
    /// <summary>An answer names another device.</summary>
    Device,

    /// <summary>The connection was lost, or an attempt failed and is repeated.</summary>
    Connection,

    /// <summary>Commands that came unasked were dropped, because nobody took them; they are counted.</summary>
    Overflow,

    /// <summary>The gateway sent a message that does not belong there.</summary>
    Message,

    /// <summary>The user's own code threw in an event handler.</summary>
    Callback,
}
