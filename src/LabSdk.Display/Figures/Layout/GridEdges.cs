namespace LabSdk.Display;

/// <summary>The borders of heat map cells: half-way between neighbouring centres.</summary>
internal sealed class GridEdges
{
    private GridEdges(double[] edges) => Edges = edges;

    /// <summary>One more than there are cells; cell i lies between edge i and edge i + 1.</summary>
    public double[] Edges { get; }

    public AxisRange Range => new(Math.Min(Edges[0], Edges[^1]), Math.Max(Edges[0], Edges[^1]));

    /// <summary>The borders, or null when a centre has no place on the axis.</summary>
    public static GridEdges? Of(double[] centres, AxisScale scale)
    {
        if (centres.Any(c => !FigureData.HasPlace(c, scale) || Math.Abs(c) > 1e300))
        {
            return null;
        }

        var log = scale == AxisScale.Logarithmic;
        var places = log ? [.. centres.Select(Math.Log10)] : centres;
        var edges = new double[places.Length + 1];
        for (var i = 1; i < places.Length; i++)
        {
            edges[i] = (places[i - 1] + places[i]) / 2;
        }

        var half = places.Length > 1 ? 0 : log ? 0.15 : places[0] == 0 ? 0.5 : Math.Abs(places[0]) * 0.05;
        edges[0] = places.Length > 1 ? places[0] - ((places[1] - places[0]) / 2) : places[0] - half;
        edges[^1] = places.Length > 1 ? places[^1] + ((places[^1] - places[^2]) / 2) : places[0] + half;
        return new GridEdges(log ? [.. edges.Select(e => Math.Pow(10, e))] : edges);
    }

    /// <summary>The cell a value lies in, or -1.</summary>
    public int Find(double value)
    {
        var ascending = Edges[^1] >= Edges[0];
        int low = 0, high = Edges.Length - 1;
        if (ascending ? value < Edges[0] || value > Edges[^1] : value > Edges[0] || value < Edges[^1])
        {
            return -1;
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (ascending ? value >= Edges[middle] : value <= Edges[middle])
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
