using LabSdk.Odp;

namespace LabSdk.Simulation.Odp;

/// <summary>Writes what a car measures to a session, span by span; equal journeys make equal samples, however they are cut into spans.</summary>
internal sealed class CarJourney(CarModel model, OdpSessionWriter writer, ulong start)
{
    private readonly ulong[] _next = new ulong[CarSignals.Groups.Count];
    private int _lap = 1, _gear;

    /// <summary>Defines signals and events, and says that this is no real car.</summary>
    public async Task BeginAsync(int seed, CancellationToken cancellationToken)
    {
        foreach (var group in CarSignals.Groups)
        {
            foreach (var signal in group.Signals)
            {
                writer.Signal(signal.Definition(group.IsRows ? 0 : group.Hz), group.Stream, signal.Kind);
            }
        }

        writer.DefineEvent(CarSignals.GearChange, "Another gear was taken: from, to", OdpEventPriority.Low, "", "");
        await writer.MetadataAsync(
            new Dictionary<string, object> { ["Simulated"] = "true", ["Track"] = "Simulated ring", ["TrackLength"] = LapProfile.Shared.Length, ["Seed"] = (double)seed },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes everything before a time since the start, in nanoseconds, that was not written yet.</summary>
    public async Task WriteUntilAsync(ulong until, CancellationToken cancellationToken)
    {
        var laps = new List<(int Lap, ulong Time)>();
        for (; model.StartOf(_lap + 1) * 1e9 < until; _lap++)
        {
            laps.Add((_lap + 1, (ulong)(model.StartOf(_lap + 1) * 1e9)));
        }

        for (var i = 0; i < _next.Length; i++)
        {
            await WriteAsync(i, until, cancellationToken).ConfigureAwait(false);
        }

        // Behind the samples of their time: recorders drop markers outside the range of data.
        foreach (var (lap, time) in laps)
        {
            await writer.LapAsync(start + time, lap, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(int number, ulong until, CancellationToken cancellationToken)
    {
        var group = CarSignals.Groups[number];
        var count = (int)((until + group.Interval - 1) / group.Interval - _next[number]);
        if (count <= 0)
        {
            return;
        }

        var first = _next[number];
        var states = new CarState[count];
        for (var i = 0; i < count; i++)
        {
            states[i] = model.At((first + (ulong)i) * group.Interval / 1e9);
        }

        var times = SampleTimes.Periodic(start + (first * group.Interval), group.Interval, count);
        times = group.IsRows ? SampleTimes.Of(times.ToArray()) : times;
        var columns = group.Signals.Select((signal, index) => signal.Samples(states, times, i => model.Noise((number * 16) + index, (long)first + i))).ToArray();
        await writer.WriteAsync(SampleBlock.Of(group.IsRows ? SampleLayout.Row : SampleLayout.Periodic, columns), group.Stream, cancellationToken).ConfigureAwait(false);
        _next[number] = first + (ulong)count;
        if (number == 0)
        {
            await TellGearsAsync(states, times, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TellGearsAsync(CarState[] states, SampleTimes times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < states.Length; i++)
        {
            var before = _gear;
            _gear = states[i].Gear;
            if (before != _gear && before != 0)
            {
                await writer.EventAsync(new OdpEvent(CarSignals.GearChange, times[i], [before, _gear]), CarSignals.Chassis, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
