using LabSdk.Odp.Topics;

namespace LabSdk.Odp.Writing;

/// <summary>Refuses options that make no usable session, before anything is sent.</summary>
internal static class SessionOptionsCheck
{
    private const int SmallestRecord = 1_000;
    private const int LargestOffsetHours = 24;

    /// <exception cref="OdpConfigurationException">A name cannot be used, or a stream has no partition.</exception>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static void Check(OdpSessionOptions options, TopicLayout layout)
    {
        layout.CheckNames(options.DataSource, options.Streams);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRecordBytes, SmallestRecord, nameof(options.MaxRecordBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxWaitingBytes, 1, nameof(options.MaxWaitingBytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.PacketDuration, TimeSpan.Zero, nameof(options.PacketDuration));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.EndTimeout, TimeSpan.Zero, nameof(options.EndTimeout));
        if (options.UtcOffset is { } offset)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(offset.Duration(), TimeSpan.FromHours(LargestOffsetHours), nameof(options.UtcOffset));
        }
    }
}
