namespace LabSdk.Grpc.Server.Faults;

/// <summary>The ways a call can be harmed.</summary>
internal enum FaultKind
{
    Refuse,
    Delay,
    DropConnection,
    LoseReply,
    HalfMessage,
    Reset,
    SlowWriter,
}
