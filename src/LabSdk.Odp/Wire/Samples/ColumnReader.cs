namespace LabSdk.Odp.Wire;

/// <summary>Reads the samples of a column straight into an array of their kind.</summary>
internal static class ColumnReader
{
    /// <summary>Reads a column; false when it is not in its plain form.</summary>
    public static bool TryRead(ReadOnlySpan<byte> column, out ColumnValues values)
    {
        values = default;
        return SampleLists.TryOpen(column, out var kind, out var list) && kind switch
        {
            SampleKind.Double => TryRead<double, DoubleCodec>(list, out values),
            SampleKind.Int32 => TryRead<int, Int32Codec>(list, out values),
            SampleKind.Bool => TryRead<bool, BoolCodec>(list, out values),
            SampleKind.String => TryRead<string, StringCodec>(list, out values),
            _ => true,
        };
    }

    private static bool TryRead<T, TCodec>(ReadOnlySpan<byte> list, out ColumnValues column)
        where TCodec : ISampleCodec<T>
    {
        column = default;
        var count = SampleLists.Count(list);
        if (count < 0)
        {
            return false;
        }

        var values = new T[count];
        var statuses = new StatusCollector(count);
        for (var i = 0; i < values.Length; i++)
        {
            if (!SampleLists.TryNext(ref list, out var sample) || !TCodec.TryRead(sample, out values[i], out var status))
            {
                return false;
            }

            statuses.Set(i, status);
        }

        column = new ColumnValues(TCodec.Kind, values, statuses.Statuses);
        return true;
    }
}

/// <summary>What a column carries, before it is known whose it is.</summary>
internal readonly record struct ColumnValues(SampleKind Kind, Array? Values, SampleStatuses Statuses)
{
    public int Count => Values?.Length ?? 0;

    public SignalSamples ToSignal(string identifier, SampleTimes times) =>
        Values is null ? SignalSamples.None(identifier) : new SignalSamples(identifier, Kind, Values, times, Statuses);
}
