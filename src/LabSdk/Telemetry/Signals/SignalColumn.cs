using LabSdk.Data;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>A signal as a column over given times: null where it has no sample, or one that is not valid.</summary>
internal static class SignalColumn
{
    /// <summary>The times ascend, and hold every time of the signal.</summary>
    public static DataColumn Of(SignalData data, ulong[] times)
    {
        var samples = data.Samples;
        var info = Info(data);
        return samples.Kind switch
        {
            SampleKind.Int32 => Column<long>(info, samples, times, static (all, i) => all.Int32s[i]),
            SampleKind.Bool => Column<bool>(info, samples, times, static (all, i) => all.Bools[i]),
            SampleKind.String => Column<string>(info, samples, times, static (all, i) => all.Strings[i]),
            SampleKind.Double when samples.Count == times.Length && samples.Statuses.AreAllValid => DataColumn.Create<double>(info, samples.Doubles.ToArray()),
            _ => Column<double>(info, samples, times, static (all, i) => all.NumberAt(i)),
        };
    }

    public static ColumnInfo Info(SignalData data) =>
        new(data.Identifier) { Unit = data.Unit.Length > 0 ? data.Unit : null, Role = ColumnRole.Detector, Source = data.Identifier };

    private static DataColumn<T> Column<T>(ColumnInfo info, SignalSamples samples, ulong[] times, Func<SignalSamples, int, T> value)
    {
        var column = new ColumnBuilder<T>(info);
        var next = 0;
        foreach (var time in times)
        {
            if (next < samples.Count && samples.Times[next] == time)
            {
                if (samples.Statuses[next] == SampleStatus.Valid)
                {
                    column.Add(value(samples, next));
                }
                else
                {
                    column.AddNull();
                }

                next++;
            }
            else
            {
                column.AddNull();
            }
        }

        return column.Build();
    }
}
