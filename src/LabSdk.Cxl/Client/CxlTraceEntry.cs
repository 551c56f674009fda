namespace LabSdk.Cxl;

/// <summary>One command and what came of it, as <see cref="CxlOptions.Trace"/> is told.</summary>
public sealed record CxlTraceEntry
{
    /// <summary>When it was sent.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The endpoint, or the view through a tunnel.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The opcode.</summary>
    public required ushort Opcode { get; init; }

    /// <summary>The request payload; empty when it is masked.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The return code; null when no answer came.</summary>
    public CxlReturnCode? ReturnCode { get; init; }

    /// <summary>Vendor specific extended status; null where the link does not carry it.</summary>
    public ushort? VendorStatus { get; init; }

    /// <summary>The payload of the answer; empty when it is masked, or none came.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>True for security commands, whose payloads may hold secrets.</summary>
    public bool IsMasked { get; init; }

    /// <summary>How long it took, waiting for its turn included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why no answer came; null when one did.</summary>
    public string? Error { get; init; }

    /// <summary>Returns for example <c>mem0 Get Health Info (4200h): Success, 18 bytes, 0.2 ms</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Endpoint} {CxlOpcodes.Describe(Opcode)}: {(ReturnCode is { } code ? $"{code}, {(IsMasked ? "masked" : $"{Answer.Length} bytes")}" : Error)}, {Elapsed.TotalMilliseconds:0.###} ms");
}
