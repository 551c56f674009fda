using LabSdk.Devices;

namespace LabSdk.Tests.Scans;

/// <summary>A detector made of a function of the number of its readings.</summary>
internal sealed class SoftDetector(string id, Func<int, double>? value = null, List<string>? log = null) : IReadable
{
    private int _readings;

    public string Id => id;

    public DeviceDescription Description { get; init; } = new(id, id, "daq", "soft", "detector");

    public string Unit { get; init; } = "W";

    public int Readings => Volatile.Read(ref _readings);

    /// <summary>What is done before the value is given; gets the number of the reading, from 0. Null gives it at once.</summary>
    public Func<int, CancellationToken, Task>? OnRead { get; set; }

    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref _readings) - 1;
        log?.Add($"read {Id}");
        return OnRead is { } before ? SlowlyAsync(before(number, cancellationToken), number) : ValueTask.FromResult(Give(number));
    }

    private async ValueTask<Reading> SlowlyAsync(Task before, int number)
    {
        await before;
        return Give(number);
    }

    private Reading Give(int number) => new(value is null ? number : value(number), Unit, DateTimeOffset.UnixEpoch);
}
