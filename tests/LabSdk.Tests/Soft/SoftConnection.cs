using System.Collections.Concurrent;
using System.Threading.Channels;
using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk.Tests.Soft;

/// <summary>A connection made of settings.</summary>
internal sealed class SoftConnection(params DeviceParts[] devices) : ILabConnection
{
    private readonly ConcurrentDictionary<Channel<DeviceState>, Channel<DeviceState>> _streams = new();

    public string Family { get; init; } = "daq";

    public string Endpoint { get; set; } = "daq://soft:1";

    public string Peer { get; init; } = "soft peer 1.0";

    public object Client => this;

    /// <summary>The devices as they are listed next; a test may change them.</summary>
    public List<DeviceParts> Devices { get; } = [.. devices];

    public List<RegistrationFailure> Failures { get; } = [];

    public List<HealthFact> Facts { get; } = [new("daemon", HealthSeverity.Ok, "serving")];

    /// <summary>Keeps streams of states open after the first states, as real peers do; otherwise they end there.</summary>
    public bool HasLiveStates { get; init; }

    /// <summary>Streams of states that somebody reads now.</summary>
    public int OpenStreams => _streams.Count;

    public int DisposeCount { get; private set; }

    public int ListCount { get; private set; }

    public Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken)
    {
        ListCount++;
        return Task.FromResult(new DeviceInventory([.. Devices.Select(Placed)], [.. Failures]));
    }

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) => new(Facts);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var device in Devices.Where(device => deviceIds.Count == 0 || deviceIds.Contains(device.Description.Id)))
        {
            yield return await device.ReadState!(cancellationToken);
        }

        if (HasLiveStates)
        {
            var channel = Channel.CreateUnbounded<DeviceState>();
            _streams.TryAdd(channel, channel);
            try
            {
                await foreach (var state in channel.Reader.ReadAllAsync(cancellationToken))
                {
                    yield return state;
                }
            }
            finally
            {
                _streams.TryRemove(channel, out _);
            }
        }
    }

    /// <summary>Tells all open streams of states.</summary>
    public void Push(DeviceState state)
    {
        foreach (var stream in _streams.Keys)
        {
            stream.Writer.TryWrite(state);
        }
    }

    public ValueTask DisposeAsync()
    {
        DisposeCount++;
        return ValueTask.CompletedTask;
    }

    // Devices carry the endpoint of their connection, as those of a real peer do.
    private DeviceParts Placed(DeviceParts parts) => parts with { Description = parts.Description with { Endpoint = Endpoint } };
}
