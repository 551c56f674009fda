using Google.Protobuf.WellKnownTypes;
using LabSdk.Odp;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Odp;

/// <summary>Brings the records of a reading to a client, gathered as the server's options say.</summary>
internal sealed class PacketDelivery(
    StreamApiState state, ConnectionReading reading, StreamApiMeters.Meter read, StreamApiMeters.Meter delivered, Func<Packet, bool> isWanted, Func<List<PacketResponse>, Task> send)
{
    private const int Most = 15_000;
    private const int Overhead = 8;

    private readonly List<PacketResponse> _batch = [];
    private readonly TimeSpan _longest = state.Options.BatchingTime ?? TimeSpan.FromMilliseconds(state.Client.Generation == OdpGeneration.Legacy ? 1 : 50);
    private readonly int _mostBytes = state.Options.BatchingSizeKb * 1024;
    private int _bytes;
    private long _since;

    private TimeProvider Time => state.Client.Options.Time;

    /// <summary>Runs until it is cancelled, or everything up to the ends was delivered.</summary>
    /// <param name="ends">Where the partitions end, once that is known; null for never.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Task<IReadOnlyDictionary<(string Topic, int Partition), long>>? ends, CancellationToken cancellationToken)
    {
        while (!await IsAtEndAsync(ends).ConfigureAwait(false))
        {
            var next = reading.Next(cancellationToken);
            if (!next.IsCompleted && !await WaitAsync(next, ends, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            foreach (var record in (await reading.TakeAsync().ConfigureAwait(false)).Records)
            {
                await AddAsync(record).ConfigureAwait(false);
            }

            if (_batch.Count > 0 && Time.GetElapsedTime(_since) >= _longest)
            {
                await FlushAsync().ConfigureAwait(false);
            }

            if (_batch.Count == 0)
            {
                await reading.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await FlushAsync().ConfigureAwait(false);
        await reading.CommitAsync(cancellationToken, isLast: true).ConfigureAwait(false);
    }

    // True when there are records; false when something else has to be looked at first.
    private async Task<bool> WaitAsync(Task next, Task? ends, CancellationToken cancellationToken)
    {
        if (_batch.Count > 0)
        {
            var left = _longest - Time.GetElapsedTime(_since);
            if (left <= TimeSpan.Zero || await Task.WhenAny(next, Task.Delay(left, Time, cancellationToken)).ConfigureAwait(false) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await FlushAsync().ConfigureAwait(false);
                return false;
            }

            return true;
        }

        return ends is not { IsCompleted: false } || await Task.WhenAny(next, ends).ConfigureAwait(false) == next;
    }

    private async Task AddAsync(KafkaRecord record)
    {
        if (!reading.IsWanted(record))
        {
            return;
        }

        read.Add();
        if (!PacketContent.TryParse(Packet.Parser, record.Value, out var packet))
        {
            state.Meters.Malformed.Add();
            return;
        }

        if (!isWanted(packet))
        {
            return;
        }

        var response = new PacketResponse { Packet = packet, Stream = reading.StreamOf(record), SubmitTime = TimeOf(record) };
        var size = record.Value.Length + (response.Stream.Length * 3) + (4 * Overhead);
        if (_batch.Count > 0 && _bytes + size > _mostBytes)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        if (_batch.Count == 0)
        {
            (_since, _bytes) = (Time.GetTimestamp(), 0);
        }

        _batch.Add(response);
        _bytes += size;
        if (!state.Options.BatchingResponses || _batch.Count >= Most)
        {
            await FlushAsync().ConfigureAwait(false);
        }
    }

    private async Task FlushAsync()
    {
        if (_batch.Count > 0)
        {
            await send(_batch).ConfigureAwait(false);
            delivered.Add(_batch.Count);
            _batch.Clear();
        }
    }

    private async ValueTask<bool> IsAtEndAsync(Task<IReadOnlyDictionary<(string Topic, int Partition), long>>? ends)
    {
        if (ends is not { IsCompleted: true })
        {
            return false;
        }

        return (await ends.ConfigureAwait(false)).All(end => end.Value == 0 || reading.Positions.GetValueOrDefault(end.Key) >= end.Value);
    }

    private static Timestamp? TimeOf(in KafkaRecord record) => record.TimestampMs < 0 ? null : OdpTime.ToTimestamp((ulong)record.TimestampMs * 1_000_000);
}
