namespace LabSdk.Simulation;

/// <summary>What goes wrong with a simulated diagnostic device, and when. Thread-safe; counts run down as they are used.</summary>
public sealed class MdsFaults
{
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _foreign = new();
    private int _drop, _duplicate, _swap, _corrupt, _corruptAt, _wrongId, _cut, _busy, _failCalls, _failAfter, _shortFeatures;
    private TimeSpan _stall;

    /// <summary>Loses the next reports.</summary>
    public void DropNext(int count = 1) => Set(ref _drop, count);

    /// <summary>Sends the next reports twice.</summary>
    public void DuplicateNext(int count = 1) => Set(ref _duplicate, count);

    /// <summary>Sends the next report after the one behind it.</summary>
    public void SwapNext() => Set(ref _swap, 1);

    /// <summary>Flips a bit in the next reports.</summary>
    /// <param name="position">Which byte, the report id being 0.</param>
    /// <param name="count">How many reports.</param>
    public void CorruptNext(int position, int count = 1)
    {
        lock (_lock)
        {
            (_corrupt, _corruptAt) = (count, position);
        }
    }

    /// <summary>Answers the next feature requests with another report's id.</summary>
    public void WrongReportId(int count = 1) => Set(ref _wrongId, count);

    /// <summary>Cuts the last byte off the next reports, as a host with a short buffer does to 65-byte ones.</summary>
    public void CutNext(int count = 1) => Set(ref _cut, count);

    /// <summary>Answers the next feature requests with one byte only.</summary>
    public void ShortFeatures(int count = 1) => Set(ref _shortFeatures, count);

    /// <summary>Is too busy to send the next reports for more than ten tries: the message begins again.</summary>
    public void BusyNext(int count = 1) => Set(ref _busy, count);

    /// <summary>Lets calls of the host fail with an I/O error.</summary>
    /// <param name="count">How many.</param>
    /// <param name="after">How many succeed before.</param>
    public void FailCalls(int count = 1, int after = 0)
    {
        lock (_lock)
        {
            (_failCalls, _failAfter) = (count, after);
        }
    }

    /// <summary>Sends nothing for a while.</summary>
    /// <param name="time">How long.</param>
    public void Stall(TimeSpan time)
    {
        lock (_lock)
        {
            _stall = time;
        }
    }

    /// <summary>Sends a report that is not MDS in between.</summary>
    /// <param name="report">The whole report with its id.</param>
    public void Foreign(ReadOnlySpan<byte> report)
    {
        lock (_lock)
        {
            _foreign.Enqueue(report.ToArray());
        }
    }

    internal bool TakeBusy() => Take(ref _busy);

    internal bool TakeSwap() => Take(ref _swap);

    internal bool TakeWrongId() => Take(ref _wrongId);

    internal bool TakeShortFeature() => Take(ref _shortFeatures);

    internal bool TakeFailure()
    {
        lock (_lock)
        {
            if (_failCalls == 0)
            {
                return false;
            }

            if (_failAfter > 0)
            {
                _failAfter--;
                return false;
            }

            _failCalls--;
            return true;
        }
    }

    internal TimeSpan TakeStall()
    {
        lock (_lock)
        {
            var stall = _stall;
            _stall = TimeSpan.Zero;
            return stall;
        }
    }

    /// <summary>What the host gets for one report of the device.</summary>
    internal List<byte[]> Apply(byte[] report)
    {
        lock (_lock)
        {
            List<byte[]> sent = [.. _foreign];
            _foreign.Clear();
            if (Take(ref _drop))
            {
                return sent;
            }

            if (Take(ref _corrupt) && _corruptAt < report.Length)
            {
                report[_corruptAt] ^= 0x01;
            }

            if (Take(ref _cut))
            {
                report = report[..^1];
            }

            sent.Add(report);
            if (Take(ref _duplicate))
            {
                sent.Add(report);
            }

            return sent;
        }
    }

    private void Set(ref int count, int value)
    {
        lock (_lock)
        {
            count = value;
        }
    }

    private bool Take(ref int count)
    {
        lock (_lock)
        {
            if (count == 0)
            {
                return false;
            }

            count--;
            return true;
        }
    }
}
