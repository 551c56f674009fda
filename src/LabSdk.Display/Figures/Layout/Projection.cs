namespace LabSdk.Display;

/// <summary>From values of an axis to places on the drawing.</summary>
internal readonly struct Projection
{
    private readonly double _low;
    private readonly double _factor;
    private readonly double _start;
    private readonly bool _log;

    public Projection(AxisRange range, AxisScale scale, double start, double end)
    {
        _log = scale == AxisScale.Logarithmic;
        _low = _log ? Math.Log10(range.Low) : range.Low;
        var high = _log ? Math.Log10(range.High) : range.High;
        _factor = (end - start) / (high - _low);
        _start = start;
    }

    /// <summary>The place of a value; NaN when it has none. Far outside values stay close enough to be drawn.</summary>
    public double this[double value]
    {
        get
        {
            var place = _log ? (value > 0 ? Math.Log10(value) : double.NaN) : value;
            return double.IsFinite(place) ? Math.Clamp(_start + ((place - _low) * _factor), -1e5, 1e5) : double.NaN;
        }
    }

    /// <summary>The value at a place.</summary>
    public double Invert(double place)
    {
        var value = ((place - _start) / _factor) + _low;
        return _log ? Math.Pow(10, value) : value;
    }
}
