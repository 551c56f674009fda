namespace LabSdk.Simulation.Odp;

/// <summary>What a partition answers a reader besides the bytes.</summary>
internal readonly record struct ReadResult(KafkaErrorCode Error, long HighWatermark, long StartOffset, int Size)
{
    public static ReadResult Failed(KafkaErrorCode error) => new(error, -1, -1, 0);
}
