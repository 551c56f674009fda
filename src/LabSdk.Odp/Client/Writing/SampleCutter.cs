namespace LabSdk.Odp.Writing;

/// <summary>Cuts blocks of samples that are too large for one record, by samples: every part has all parameters.</summary>
internal static class SampleCutter
{
    /// <summary>The parts, about equal and in order. Fewer than asked for when there are not as many samples.</summary>
    public static IEnumerable<SampleBlock> Cut(SampleBlock block, int parts)
    {
        var count = block.Times.Count;
        parts = Math.Clamp(parts, 1, count);
        for (var part = 0; part < parts; part++)
        {
            var start = (int)((long)count * part / parts);
            var end = (int)((long)count * (part + 1) / parts);
            var times = Part(block.Times, start, end - start);
            yield return new SampleBlock(block.Layout, times, [.. block.Columns.Select(column => Part(column, times, start))]);
        }
    }

    private static SampleTimes Part(SampleTimes times, int start, int count) =>
        times.IsPeriodic ? SampleTimes.Periodic(times[start], times.Interval, count) : SampleTimes.Of(times.ToArray()[start..(start + count)]);

    private static SignalSamples Part(SignalSamples column, SampleTimes times, int start)
    {
        if (column.Kind == SampleKind.None)
        {
            return column;
        }

        Array values = column.Kind switch
        {
            SampleKind.Double => column.Doubles.Slice(start, times.Count).ToArray(),
            SampleKind.Int32 => column.Int32s.Slice(start, times.Count).ToArray(),
            SampleKind.Bool => column.Bools.Slice(start, times.Count).ToArray(),
            _ => column.Strings.Slice(start, times.Count).ToArray(),
        };
        return new SignalSamples(column.Identifier, column.Kind, values, times, Part(column.Statuses, start, times.Count));
    }

    private static SampleStatuses Part(SampleStatuses statuses, int start, int count)
    {
        if (statuses.AreAllValid)
        {
            return SampleStatuses.All(SampleStatus.Valid, count);
        }

        var each = new SampleStatus[count];
        for (var i = 0; i < count; i++)
        {
            each[i] = statuses[start + i];
        }

        return SampleStatuses.Of(each);
    }
}
