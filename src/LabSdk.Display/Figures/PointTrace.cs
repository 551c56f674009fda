namespace LabSdk.Display;

/// <summary>Points in order: a line, markers, or both, with error bars where there are errors.</summary>
public sealed record PointTrace : Trace
{
    /// <summary>Creates a trace.</summary>
    /// <param name="x">Horizontal values.</param>
    /// <param name="y">Vertical values, as many; a NaN leaves a gap.</param>
    /// <exception cref="LabException">The lengths differ.</exception>
    public PointTrace(IEnumerable<double> x, IEnumerable<double> y)
    {
        X = [.. x];
        Y = [.. y];
        FigureErrors.RequireEqual("x", X.Length, "y", Y.Length);
    }

    /// <summary>True to join the points. Default true.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>True to mark each point; null marks them when there are few. Default null.</summary>
    public bool? HasMarkers { get; init; }

    /// <summary>Half length of the vertical error bars, one per point; null for none.</summary>
    public IReadOnlyList<double>? YError
    {
        get => YErrors;
        init => YErrors = Errors(nameof(YError), value);
    }

    /// <summary>Half length of the horizontal error bars, one per point; null for none.</summary>
    public IReadOnlyList<double>? XError
    {
        get => XErrors;
        init => XErrors = Errors(nameof(XError), value);
    }

    internal double[] X { get; }

    internal double[] Y { get; }

    internal double[]? YErrors { get; private init; }

    internal double[]? XErrors { get; private init; }

    internal int Count => X.Length;

    private double[]? Errors(string name, IReadOnlyList<double>? values)
    {
        if (values is null)
        {
            return null;
        }

        FigureErrors.RequireEqual("y", Y.Length, name, values.Count);
        return [.. values];
    }
}
