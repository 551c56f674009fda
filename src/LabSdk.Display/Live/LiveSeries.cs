namespace LabSdk.Display;

/// <summary>The points of one growing line. Not thread-safe: its owner locks.</summary>
internal sealed class LiveSeries(string? name)
{
    private readonly List<double> _x = [];
    private readonly List<double> _y = [];

    public string? Name { get; } = name;

    public int Count => _x.Count;

    public void Add(double x, double y, int keep)
    {
        _x.Add(x);
        _y.Add(y);

        // In blocks, so that dropping the oldest costs nothing per point.
        if (keep > 0 && _x.Count > keep + Math.Max(64, keep / 4))
        {
            _x.RemoveRange(0, _x.Count - keep);
            _y.RemoveRange(0, _y.Count - keep);
        }
    }

    public Figure AddTo(Figure figure, int keep)
    {
        var skip = keep > 0 ? Math.Max(0, _x.Count - keep) : 0;
        return figure.Line(_x.Skip(skip), _y.Skip(skip), Name);
    }
}
