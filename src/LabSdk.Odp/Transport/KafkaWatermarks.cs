namespace LabSdk.Odp;

/// <summary>The range of a partition.</summary>
/// <param name="Low">The oldest offset that is kept.</param>
/// <param name="High">The offset that the next record gets; equal to <paramref name="Low"/> when it is empty.</param>
public readonly record struct KafkaWatermarks(long Low, long High);
