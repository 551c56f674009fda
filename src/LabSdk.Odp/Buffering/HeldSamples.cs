namespace LabSdk.Odp.Buffering;

/// <summary>A value that waits.</summary>
internal readonly record struct HeldSample(ulong Time, BufferedSignal Signal, int Arrival, double Value, SampleStatus Status, object? Item);

/// <summary>Values that wait, by the step of the grid they are in, so that a delivery touches only what it delivers.</summary>
internal sealed class HeldSamples(ulong step)
{
    private const int MostSpare = 64;
    private static readonly Comparison<HeldSample> ByTimeNameArrival = Compare;

    private readonly SortedDictionary<ulong, List<HeldSample>> _steps = [];
    private readonly Stack<List<HeldSample>> _spare = new();
    private ulong _lastStep;
    private List<HeldSample>? _last;

    public long Count { get; private set; }

    /// <summary>The time of the oldest value's step.</summary>
    public ulong? OldestStep => _steps.Count == 0 ? null : _steps.First().Key * step;

    public void Add(ulong time, BufferedSignal signal, double value, SampleStatus status, object? item)
    {
        // Values of a column follow each other in time: nearly always the same step as before.
        var number = time / step;
        if (_last is null || number != _lastStep)
        {
            if (!_steps.TryGetValue(number, out var list))
            {
                _steps[number] = list = _spare.TryPop(out var spare) ? spare : [];
            }

            (_lastStep, _last) = (number, list);
        }

        _last.Add(new HeldSample(time, signal, _last.Count, value, status, item));
        Count++;
    }

    /// <summary>Takes out everything before a point of the grid, or all; sorted, the last arrival of a name and time only.</summary>
    public List<TimedSample> Take(ulong? before, out long replaced)
    {
        (replaced, _last) = (0, null);
        var steps = _steps.TakeWhile(pair => before is not { } end || pair.Key < end / step).ToArray();
        var taken = new List<TimedSample>(steps.Sum(pair => pair.Value.Count));
        foreach (var (number, list) in steps)
        {
            _steps.Remove(number);
            Count -= list.Count;
            list.Sort(ByTimeNameArrival);
            for (var i = 0; i < list.Count; i++)
            {
                var held = list[i];
                if (i + 1 < list.Count && list[i + 1].Time == held.Time && list[i + 1].Signal == held.Signal)
                {
                    replaced++;
                }
                else
                {
                    taken.Add(new TimedSample(held.Time, held.Signal.Identifier, held.Value, held.Status, held.Item));
                }
            }

            GiveBack(list);
        }

        return taken;
    }

    // Lists of steps are used again; a few, and without keeping what was in them.
    private void GiveBack(List<HeldSample> list)
    {
        list.Clear();
        if (_spare.Count < MostSpare)
        {
            _spare.Push(list);
        }
    }

    private static int Compare(HeldSample left, HeldSample right)
    {
        var order = left.Time.CompareTo(right.Time);
        order = order != 0 ? order : left.Signal.Rank.CompareTo(right.Signal.Rank);
        return order != 0 ? order : left.Arrival.CompareTo(right.Arrival);
    }
}
