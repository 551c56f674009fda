using System.Collections;
using System.Globalization;

namespace LabSdk;

/// <summary>Equal steps, number for number as <c>numpy.linspace(start, stop, steps)</c>; computed, not stored.</summary>
internal sealed class LinearPositions : IReadOnlyList<double>
{
    private readonly double _start;
    private readonly double _stop;
    private readonly double _step;

    public LinearPositions(double start, double stop, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        (_start, _stop, Count) = (start, stop, steps);
        _step = steps > 1 ? (stop - start) / (steps - 1) : 0;
    }

    public double Start => _start;

    public double Stop => _stop;

    public int Count { get; }

    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            if (Count > 1 && index == Count - 1)
            {
                return _stop;
            }

            // numpy divides first when the step underflows to 0, so that the difference is not lost.
            return Count == 1 ? _start
                : _step == 0 ? ((double)index / (Count - 1) * (_stop - _start)) + _start
                : (index * _step) + _start;
        }
    }

    public IEnumerator<double> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_start:R} to {_stop:R} in {Count} steps");
}
