namespace LabSdk.Simulation.Cxl;

/// <summary>The largest answer payload over MCTP, as an exponent of two that the host can lower.</summary>
internal sealed class MessageLimit
{
    public const byte Least = 8, Most = 10;

    public byte Exponent { get; set; } = Most;
}
