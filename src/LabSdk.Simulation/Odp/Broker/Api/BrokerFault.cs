namespace LabSdk.Simulation.Odp;

/// <summary>What happens to one request.</summary>
internal sealed record BrokerFault(KafkaErrorCode Error = KafkaErrorCode.None, bool IsCutBefore = false, bool IsCutAfter = false, TimeSpan Delay = default)
{
    public static BrokerFault None { get; } = new();
}
