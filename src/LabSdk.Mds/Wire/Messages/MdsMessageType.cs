namespace LabSdk.Mds;

/// <summary>What a message holds; the low six bits of its first byte.</summary>
public enum MdsMessageType : byte
{
    /// <summary>Nothing known.</summary>
    Unknown = 0,

    /// <summary>A coredump: registers and memory at a crash.</summary>
    Coredump = 1,

    /// <summary>One or several events: heartbeats, reboots, traces.</summary>
    Event = 2,

    /// <summary>Lines of the device's log.</summary>
    Log = 3,

    /// <summary>A custom data recording: a file made by the application.</summary>
    Recording = 4,
}
