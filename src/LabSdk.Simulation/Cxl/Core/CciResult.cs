using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>What a command gave.</summary>
/// <param name="Code">The return code.</param>
/// <param name="Payload">The answer payload.</param>
internal readonly record struct CciResult(CxlReturnCode Code, ReadOnlyMemory<byte> Payload = default)
{
    /// <summary>Vendor specific extended status.</summary>
    public ushort VendorStatus { get; init; }

    /// <summary>How long the component takes to answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>True for a command that the component takes without answering.</summary>
    public bool IsSilent { get; init; }

    public static implicit operator CciResult(CxlReturnCode code) => new(code);

    public static implicit operator CciResult(byte[] payload) => new(CxlReturnCode.Success, payload);

    public static implicit operator CciResult(CciWriter payload) => new(CxlReturnCode.Success, payload.ToArray());
}
