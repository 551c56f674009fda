namespace LabSdk.Cxl;

/// <summary>What is known of a command before it is sent.</summary>
public sealed record CxlCommand
{
    /// <summary>The stable name, for example <c>memdev_get_health_info</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in the CXL specification, for example <c>Get Health Info</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The opcode: command set in the high byte, command in the low one. C000h for all commands of a vendor.</summary>
    public required ushort Opcode { get; init; }

    /// <summary>The MCTP message type that carries it.</summary>
    public required CxlMessageType MessageType { get; init; }

    /// <summary>True for the fabric manager commands, sets 51h to 56h.</summary>
    public required bool RequiresFabricManager { get; init; }

    /// <summary>What harm it can do.</summary>
    public required CxlDanger Danger { get; init; }

    /// <summary>Whether it runs in the background.</summary>
    public required CxlBackgroundUse Background { get; init; }

    /// <summary>Bytes of the request before any list or data.</summary>
    public required int RequestFixedSize { get; init; }

    /// <summary>The smallest legal answer in bytes, over CXL 2.0 to 3.2.</summary>
    public required int ResponseMinimumSize { get; init; }

    /// <summary>True when the Linux driver refuses it on the RAW path unless its debugfs override is on.</summary>
    public required bool IsRawDenied { get; init; }

    /// <summary>What it usually changes; a device tells its own truth in the Command Effects Log.</summary>
    public required CxlCommandEffects Effects { get; init; }

    /// <summary>Which components have it.</summary>
    public required string AppliesTo { get; init; }

    /// <summary>What is worth knowing before using it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Title and opcode, for example <c>Get Health Info (4200h)</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Title} ({Opcode:X4}h)");
}
