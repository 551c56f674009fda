namespace LabSdk.Odp.Wire;

/// <summary>Turns rows into columns: a block for each run of rows of one kind.</summary>
internal static class RowReader
{
    /// <summary>Reads rows; false when one is not in its plain form.</summary>
    /// <param name="content">The packet.</param>
    /// <param name="rows">Where the rows are.</param>
    /// <param name="times">As many as rows.</param>
    /// <param name="parameters">The format.</param>
    /// <param name="blocks">What was read; null when a row is not as wide as the format.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> content, List<(int Start, int Length)> rows, ReadOnlySpan<ulong> times, IReadOnlyList<string> parameters, out List<SampleBlock>? blocks)
    {
        blocks = [];
        var run = new List<(int Start, int Length, ulong Time)>(rows.Count);
        var runKind = SampleKind.None;
        for (var i = 0; i < rows.Count; i++)
        {
            if (!SampleLists.TryOpen(content.Slice(rows[i].Start, rows[i].Length), out var kind, out var list) || SampleLists.Count(list) is var width && width < 0)
            {
                return false;
            }

            if (kind == SampleKind.None)
            {
                continue;
            }

            if (width != parameters.Count)
            {
                blocks = null;
                return true;
            }

            if (kind != runKind && !TryEnd(content, run, runKind, parameters, blocks))
            {
                return false;
            }

            runKind = kind;
            run.Add((rows[i].Start + rows[i].Length - list.Length, list.Length, times[i]));
        }

        return TryEnd(content, run, runKind, parameters, blocks);
    }

    private static bool TryEnd(
        ReadOnlySpan<byte> content, List<(int Start, int Length, ulong Time)> run, SampleKind kind, IReadOnlyList<string> parameters, List<SampleBlock> blocks)
    {
        if (run.Count == 0)
        {
            return true;
        }

        var read = kind switch
        {
            SampleKind.Double => TryRead<double, DoubleCodec>(content, run, parameters, blocks),
            SampleKind.Int32 => TryRead<int, Int32Codec>(content, run, parameters, blocks),
            SampleKind.Bool => TryRead<bool, BoolCodec>(content, run, parameters, blocks),
            _ => TryRead<string, StringCodec>(content, run, parameters, blocks),
        };
        run.Clear();
        return read;
    }

    private static bool TryRead<T, TCodec>(
        ReadOnlySpan<byte> content, List<(int Start, int Length, ulong Time)> run, IReadOnlyList<string> parameters, List<SampleBlock> blocks)
        where TCodec : ISampleCodec<T>
    {
        var columns = new T[parameters.Count][];
        var statuses = new StatusCollector[parameters.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            (columns[i], statuses[i]) = (new T[run.Count], new StatusCollector(run.Count));
        }

        var times = new ulong[run.Count];
        for (var row = 0; row < times.Length; row++)
        {
            times[row] = run[row].Time;
            var list = content.Slice(run[row].Start, run[row].Length);
            for (var i = 0; i < columns.Length; i++)
            {
                if (!SampleLists.TryNext(ref list, out var sample) || !TCodec.TryRead(sample, out columns[i][row], out var status))
                {
                    return false;
                }

                statuses[i].Set(row, status);
            }
        }

        var shared = SampleTimes.Of(times);
        blocks.Add(new SampleBlock(SampleLayout.Row, shared, [.. columns.Select((values, i) => new SignalSamples(parameters[i], TCodec.Kind, values, shared, statuses[i].Statuses))]));
        return true;
    }
}
