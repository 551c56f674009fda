using LabSdk.Mds;

namespace LabSdk.Simulation;

/// <summary>How a simulated diagnostic device is set up. Copied when the device is made.</summary>
public sealed record SimulatedMdsOptions
{
    /// <summary>Framing of its stream packets. Default length, as current firmware.</summary>
    public StreamFraming Framing { get; init; } = StreamFraming.Length;

    /// <summary>Its identifier, also the end of its data URI. Default <c>mds-hid-dev-001</c>.</summary>
    public string Serial { get; init; } = "mds-hid-dev-001";

    /// <summary>Beginning of its data URI. Default the public chunk service; tests put a loopback address here.</summary>
    public string UriPrefix { get; init; } = "https://chunks.memfault.com/api/v0/chunks/";

    /// <summary>Its project key.</summary>
    public string ProjectKey { get; init; } = "YOUR_PROJECT_KEY_HERE";

    /// <summary>What it says about its firmware and hardware in events.</summary>
    public Mds.MdsIdentity Identity { get; init; } = new();

    /// <summary>USB vendor. Default 0x2FE3, that of the firmware example.</summary>
    public ushort VendorId { get; init; } = 0x2FE3;

    /// <summary>USB product. Default 0x0007.</summary>
    public ushort ProductId { get; init; } = 0x0007;

    /// <summary>Time between two heartbeats that it makes by itself while streaming; zero for none. Default 1 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True to send as fast as the host reads, without the firmware's pauses. Nothing is dropped then. Default false.</summary>
    public bool IsFast { get; init; }

    /// <summary>True for zero-padded feature replies, as hosts on Windows see them. Default false.</summary>
    public bool PadsReplies { get; init; }

    /// <summary>True for texts that end with a NUL. Default false.</summary>
    public bool EndsTexts { get; init; }

    /// <summary>True for the sequence numbers of the firmware of December 2025, which begin at 1. Default false.</summary>
    public bool StartsAtOne { get; init; }

    /// <summary>Reports that wait for the host; new ones are dropped when it is full, as the kernel does. Default 64.</summary>
    public int HostQueue { get; init; } = 64;

    /// <summary>Seed of the values in its heartbeats. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
