namespace LabSdk.Odp.Client;

/// <summary>What happens next in a reading.</summary>
internal enum ReadStepKind
{
    /// <summary>Nothing to deliver, but packets that wait may be looked at again.</summary>
    Wake,
    Packet,
    SessionStarted,
    SessionCompleted,
    StreamStarted,
    StreamCompleted,
    SessionUpdated,
    Associated,
}

/// <summary>What happens next in a reading.</summary>
internal readonly record struct ReadStep(
    ReadStepKind Kind, OdpPacket? Packet = null, OdpSessionInfo? Session = null, string? Stream = null, OdpCompletion Reason = default, OdpAssociation? Association = null);
