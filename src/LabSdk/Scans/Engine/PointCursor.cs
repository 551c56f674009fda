namespace LabSdk;

/// <summary>Goes through the points of a plan, and back to the last checkpoint.</summary>
internal sealed class PointCursor(IEnumerator<double[]> source, int pointsPerCheckpoint) : IDisposable
{
    private readonly List<PlanPoint> _sinceCheckpoint = [];
    private int _at;
    private long _next;

    /// <summary>The point to measure.</summary>
    public PlanPoint Current { get; private set; }

    /// <summary>The number of the point that comes next.</summary>
    public long NextIndex => _at < _sinceCheckpoint.Count ? _sinceCheckpoint[_at].Index : _next;

    /// <summary>True when a rewind would change nothing.</summary>
    public bool IsAtCheckpoint => _at == 0 || (_at == _sinceCheckpoint.Count && _at >= pointsPerCheckpoint);

    public bool MoveNext()
    {
        if (_at == _sinceCheckpoint.Count)
        {
            if (_at >= pointsPerCheckpoint)
            {
                _sinceCheckpoint.Clear();
                _at = 0;
            }

            if (!source.MoveNext())
            {
                return false;
            }

            _sinceCheckpoint.Add(new PlanPoint(_next++, source.Current));
        }

        Current = _sinceCheckpoint[_at++];
        return true;
    }

    /// <summary>Leaves points out: measured before, or their time has passed.</summary>
    public void Skip(long points)
    {
        for (; points > 0 && source.MoveNext(); points--)
        {
            _next++;
        }
    }

    /// <summary>Leaves the next point out and tells where it would have been; false when there is none.</summary>
    public bool SkipTo(out double[] targets)
    {
        var hasPoint = source.MoveNext();
        targets = hasPoint ? source.Current : [];
        _next += hasPoint ? 1 : 0;
        return hasPoint;
    }

    /// <summary>The current point comes again.</summary>
    public void Redo() => _at--;

    /// <summary>All points since the last checkpoint come again.</summary>
    public void Rewind() => _at = IsAtCheckpoint ? _at : 0;

    public void Dispose() => source.Dispose();
}
