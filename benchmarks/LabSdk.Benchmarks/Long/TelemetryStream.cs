using LabSdk.Odp;

namespace LabSdk.Benchmarks.Long;

/// <summary>
/// A session that is written and read at once, sample by sample compared: value and time of each follow from its number. The
/// writer keeps at most so many samples ahead of the reader, because a mock cluster keeps only a few megabytes.
/// </summary>
internal sealed class TelemetryStream(OdpClient client, string source, int samplesInPacket, int packetsAhead) : IAsyncDisposable
{
    private const ulong Start = 1_700_000_000_000_000_000, Interval = 1_000_000;

    private readonly SemaphoreSlim _ahead = new(packetsAhead);
    private long _read;

    public long Read => Interlocked.Read(ref _read);

    public OdpWriterCounters? Written { get; private set; }

    public OdpReaderCounters? Counted { get; private set; }

    /// <summary>Writes and reads; throws when a sample is missing, doubled, or another one.</summary>
    /// <param name="packets">How many packets.</param>
    /// <param name="pace">Waited for before each packet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(long packets, Func<long, Task> pace, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var writer = await client.NewSessionAsync(new OdpSessionOptions { DataSource = source, Streams = ["S"] }, cancellationToken);
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = writer.SessionKey, InactivityTimeout = TimeSpan.FromMinutes(1) }, cancellationToken);
        var (reading, writing) = (Task.Run(() => ReadAsync(reader, both.Token), both.Token), Task.Run(() => WriteAsync(writer, packets, pace, both.Token), both.Token));
        try
        {
            await await Task.WhenAny(reading, writing);
            await Task.WhenAll(reading, writing);
        }
        catch
        {
            await both.CancelAsync();
            throw;
        }

        (Written, Counted) = (writer.Counters, reader.Counters);
        if (Read != packets * samplesInPacket)
        {
            throw new InvalidOperationException($"{Read} samples came of {packets * samplesInPacket}.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _ahead.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WriteAsync(OdpSessionWriter writer, long packets, Func<long, Task> pace, CancellationToken cancellationToken)
    {
        var signal = writer.Signal("a:X", 1000, stream: "S");
        for (var packet = 0L; packet < packets; packet++)
        {
            await pace(packet);
            await _ahead.WaitAsync(cancellationToken);
            var values = new double[samplesInPacket];
            for (var i = 0; i < samplesInPacket; i++)
            {
                values[i] = ValueOf((packet * samplesInPacket) + i);
            }

            await signal.WriteAsync(values, packet == 0 ? Start : null, cancellationToken: cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }

    private async Task ReadAsync(OdpReader reader, CancellationToken cancellationToken)
    {
        await foreach (var samples in reader.SamplesAsync(cancellationToken: cancellationToken))
        {
            var values = samples.Doubles;
            for (var i = 0; i < values.Length; i++)
            {
                var number = _read + i;
                if (BitConverter.DoubleToInt64Bits(values[i]) != BitConverter.DoubleToInt64Bits(ValueOf(number)) || samples.Times[i] != Start + ((ulong)number * Interval) || samples.Statuses[i] != SampleStatus.Valid)
                {
                    throw new InvalidOperationException($"Sample {number} came back as {values[i]} at {samples.Times[i]}.");
                }
            }

            Interlocked.Add(ref _read, samples.Count);
            _ahead.Release();
        }
    }

    // Bits that compress as badly as those of a measurement with noise.
    private static double ValueOf(long number) => BitConverter.Int64BitsToDouble((long)(0x3FF0000000000000UL | ((unchecked((ulong)number * 0x9E3779B97F4A7C15UL) >> 16) & 0x000F_FFFF_FFFF_0000UL)));
}
