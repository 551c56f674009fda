namespace LabSdk.Tapes;

/// <summary>Which way something on a tape went.</summary>
internal enum TapeDirection : byte
{
    None = 0,
    Sent = 1,
    Received = 2,
}
