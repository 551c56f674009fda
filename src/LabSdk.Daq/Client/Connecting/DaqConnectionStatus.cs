namespace LabSdk.Daq;

/// <summary>The connection to a daemon at one moment.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Attempt">Which attempt to reconnect is next, from 1; 0 when connected.</param>
/// <param name="NextAttempt">When it is made, UTC; null when none is planned.</param>
/// <param name="LastError">Why the connection was lost; null when it was not.</param>
public sealed record DaqConnectionStatus(DaqConnectionState State, int Attempt = 0, DateTimeOffset? NextAttempt = null, LabException? LastError = null);
