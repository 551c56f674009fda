using System.ComponentModel.DataAnnotations;

namespace LabSdk.Simulation;

/// <summary>How a simulated CXL memory device is set up. Copied when the device is made.</summary>
public sealed record SimulatedCxlOptions
{
    /// <summary>Its name. Default <c>mem0</c>.</summary>
    public string Name { get; init; } = "mem0";

    /// <summary>Its PCIe serial number. Default 01AB5D0000C51001h, which no device has.</summary>
    public long SerialNumber { get; init; } = 0x01AB_5D00_00C5_1001;

    /// <summary>All memory without dynamic capacity, in units of 256 MiB. Default 16 (4 GiB).</summary>
    [Range(1, 65536)]
    public int CapacityUnits { get; init; } = 16;

    /// <summary>What is always volatile, in units of 256 MiB. Default 4.</summary>
    [Range(0, 65536)]
    public int VolatileUnits { get; init; } = 4;

    /// <summary>What is always persistent, in units of 256 MiB. Default 4. What is left can be partitioned.</summary>
    [Range(0, 65536)]
    public int PersistentUnits { get; init; } = 4;

    /// <summary>Steps in which memory can be partitioned, in units of 256 MiB; 0 for not at all. Default 1.</summary>
    [Range(0, 65536)]
    public int PartitionAlignmentUnits { get; init; } = 1;

    /// <summary>Bytes of the label storage area. Default 128 KiB.</summary>
    [Range(0, 16777216)]
    public int LabelBytes { get; init; } = 128 * 1024;

    /// <summary>Firmware slots, 2 to 4. Default 2.</summary>
    [Range(2, 4)]
    public int FirmwareSlots { get; init; } = 2;

    /// <summary>Revision of the firmware in slot 1. Default <c>SIM 1.0</c>.</summary>
    public string FirmwareRevision { get; init; } = "SIM 1.0";

    /// <summary>Records that an event log holds. Default 64.</summary>
    [Range(1, 65535)]
    public int EventLogSize { get; init; } = 64;

    /// <summary>Records that the poison list holds. Default 256.</summary>
    [Range(1, 65535)]
    public int PoisonListMaximum { get; init; } = 256;

    /// <summary>Places that a host may poison; 0 for as many as the list holds. Default 0.</summary>
    [Range(0, 65535)]
    public int InjectPoisonLimit { get; init; }

    /// <summary>Wrong passphrases after which none is taken any more until a reset. Default 5.</summary>
    [Range(1, 1000)]
    public int PassphraseAttempts { get; init; } = 5;

    /// <summary>Regions of dynamic capacity, 0 to 8. Default 2.</summary>
    [Range(0, 8)]
    public int DynamicRegions { get; init; } = 2;

    /// <summary>Size of each region, in units of 256 MiB. Default 4 (1 GiB).</summary>
    [Range(1, 4096)]
    public int DynamicRegionUnits { get; init; } = 4;

    /// <summary>Payload of its mailbox in bytes. Default 2048.</summary>
    [Range(256, 1048576)]
    public int MailboxPayload { get; init; } = 2048;

    /// <summary>True for a device of CXL 2.0, whose answers lack fields that came later. Default false.</summary>
    public bool IsCxl20 { get; init; }

    /// <summary>True to let temperature, wear and errors drift on the clock. Default true.</summary>
    public bool Drifts { get; init; } = true;

    /// <summary>Seed of the drift. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which driver stands in front of the mailbox. Default one that lets everything through.</summary>
    public CxlKernel Kernel { get; init; } = CxlKernel.Permissive;

    /// <summary>True for tunnels of the dialect that puts the message type before the embedded message. Default false.</summary>
    public bool TunnelIncludesMessageType { get; init; }

    /// <summary>Where dynamic capacity begins, in units of 256 MiB; null for right behind the rest.</summary>
    internal int? DynamicStartUnits { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
