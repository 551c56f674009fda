using LabSdk.Data;
using LabSdk.Odp;
using LabSdk.Odp.Interpolation;

namespace LabSdk;

/// <summary>Several signals on one grid of time.</summary>
internal static class ResampledFrame
{
    private const ulong MostRows = 50_000_000;

    /// <summary>
    /// A row for each interval of 1/<paramref name="rate"/>, at multiples of it since the epoch, from the first to the last sample of
    /// all. Without a processor numbers lie on straight lines between samples, and flags and whole numbers are held.
    /// </summary>
    public static DataFrame Of(SessionScale scale, IReadOnlyList<SignalData> signals, double rate, Func<IIntervalProcessor>? processor, (ulong From, ulong To)? range)
    {
        var period = IntervalGrid.Period(rate, "rate");
        var filled = signals.Where(signal => signal.Count > 0).ToArray();
        if (filled.Length == 0)
        {
            return SignalFrames.Union(scale, signals);
        }

        var from = range?.From ?? filled.Min(signal => signal.Samples.Times[0]);
        var to = range?.To ?? filled.Max(signal => signal.Samples.Times[signal.Count - 1]) + 1;
        var start = IntervalGrid.Floor(from, period);
        var rows = (IntervalGrid.Ceiling(to, period) - start) / period;
        if (rows > MostRows)
        {
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidWindow,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A rate of {rate} Hz makes {rows} rows of this session; a frame takes at most {MostRows}."),
                "Give a lower rate, or a lap.");
        }

        var times = new ulong[rows];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = start + (period * (ulong)i);
        }

        return SignalFrames.Build(scale, times, signals.Select(signal => Column(signal, times, start, period, rate, to, processor)));
    }

    private static DataColumn<double> Column(SignalData signal, ulong[] times, ulong start, ulong period, double rate, ulong to, Func<IIntervalProcessor>? processor)
    {
        var values = new double?[times.Length];
        var results = SignalResampler.Resample(
            signal.Identifier,
            signal.Samples.Times,
            signal.Values,
            signal.Statuses,
            rate,
            processor?.Invoke() ?? (signal.Samples.Kind == SampleKind.Double ? IntervalProcessors.Linear() : IntervalProcessors.Last()),
            start,
            to,
            times.Length);
        foreach (var result in results)
        {
            var row = (result.Start - start) / period;
            if (row < (ulong)values.Length && result.Kind != IntervalResultKind.Empty && !double.IsNaN(result.Value))
            {
                values[row] = result.Value;
            }
        }

        var info = SignalColumn.Info(signal);
        return DataColumn.Create(info.Name, values, info.Unit, info.Role, info.Source);
    }
}
