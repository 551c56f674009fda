namespace LabSdk.Simulation.Odp;

/// <summary>What became of batches that a producer sent.</summary>
internal readonly record struct AppendResult(KafkaErrorCode Error, long BaseOffset, long StartOffset)
{
    public static AppendResult Failed(KafkaErrorCode error) => new(error, -1, -1);
}
