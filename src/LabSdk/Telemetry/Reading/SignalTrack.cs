using LabSdk.Odp;

namespace LabSdk;

/// <summary>The samples of one signal as they come in, block by block, and in the end as one run in order of time. Not thread-safe.</summary>
internal sealed class SignalTrack(string identifier)
{
    private readonly List<SignalSamples> _blocks = [];

    /// <summary>Takes a block; one without samples adds nothing.</summary>
    public void Add(SignalSamples samples)
    {
        if (samples.Count > 0)
        {
            _blocks.Add(samples);
        }
    }

    /// <summary>
    /// All samples, ascending in time. Of two with the same time the later arrival stays, which is the rule of buffering. Blocks of
    /// several kinds become numbers, or texts where there is one of texts.
    /// </summary>
    public SignalSamples Merge()
    {
        if (_blocks.Count == 0)
        {
            return SignalSamples.None(identifier);
        }

        var count = _blocks.Sum(block => block.Count);
        var times = new ulong[count];
        var at = 0;
        foreach (var block in _blocks)
        {
            block.Times.CopyTo(times.AsSpan(at));
            at += block.Count;
        }

        var order = TimeOrder.Of(times);
        return Kind() switch
        {
            SampleKind.Int32 => Build(SampleKind.Int32, Values(count, static block => block.Int32s.ToArray()), times, order),
            SampleKind.Bool => Build(SampleKind.Bool, Values(count, static block => block.Bools.ToArray()), times, order),
            SampleKind.String => Build(SampleKind.String, Values(count, Texts), times, order),
            _ => Build(SampleKind.Double, Values(count, Numbers), times, order),
        };
    }

    private static double[] Numbers(SignalSamples block) => [.. Enumerable.Range(0, block.Count).Select(block.NumberAt)];

    private static string[] Texts(SignalSamples block) =>
        [.. Enumerable.Range(0, block.Count).Select(i => Convert.ToString(block.ValueAt(i), System.Globalization.CultureInfo.InvariantCulture) ?? "")];

    private SampleKind Kind()
    {
        var kinds = _blocks.Select(block => block.Kind).Distinct().ToArray();
        return kinds.Length == 1 ? kinds[0] : kinds.Contains(SampleKind.String) ? SampleKind.String : SampleKind.Double;
    }

    private T[] Values<T>(int count, Func<SignalSamples, T[]> of)
    {
        var values = new T[count];
        var at = 0;
        foreach (var block in _blocks)
        {
            of(block).CopyTo(values, at);
            at += block.Count;
        }

        return values;
    }

    private SignalSamples Build<T>(SampleKind kind, T[] values, ulong[] times, int[]? order)
    {
        var statuses = Statuses(values.Length);
        return order is null
            ? new SignalSamples(identifier, kind, values, SampleTimes.Of(times), statuses)
            : new SignalSamples(
                identifier, kind, Array.ConvertAll(order, i => values[i]), SampleTimes.Of(Array.ConvertAll(order, i => times[i])), Picked(statuses, order));
    }

    private SampleStatuses Statuses(int count)
    {
        if (_blocks.TrueForAll(block => block.Statuses.AreAllValid))
        {
            return SampleStatuses.All(SampleStatus.Valid, count);
        }

        var statuses = new SampleStatus[count];
        var at = 0;
        foreach (var block in _blocks)
        {
            for (var i = 0; i < block.Count; i++)
            {
                statuses[at++] = block.Statuses[i];
            }
        }

        return SampleStatuses.Of(statuses);
    }

    private static SampleStatuses Picked(SampleStatuses statuses, int[] order) => statuses.AreAllValid
        ? SampleStatuses.All(SampleStatus.Valid, order.Length) : SampleStatuses.Of(Array.ConvertAll(order, i => statuses[i]));
}
