using System.Collections;
using System.Globalization;

namespace LabSdk;

/// <summary>Steps of equal ratio with exact ends, as <c>numpy.geomspace</c>.</summary>
internal sealed class LogarithmicPositions : IReadOnlyList<double>
{
    private readonly double _start;
    private readonly double _stop;
    private readonly LinearPositions _exponents;

    public LogarithmicPositions(double start, double stop, int steps)
    {
        if (!(start * Math.Sign(stop) > 0))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Steps of equal ratio need two ends of the same sign, neither 0: {start:R} to {stop:R}."), nameof(start));
        }

        (_start, _stop) = (start, stop);
        _exponents = new LinearPositions(Math.Log10(Math.Abs(start)), Math.Log10(Math.Abs(stop)), steps);
    }

    public double Start => _start;

    public double Stop => _stop;

    public int Count => _exponents.Count;

    public double this[int index] =>
        index == 0 && Count > 0 ? _start
        : index == Count - 1 && Count > 1 ? _stop
        : Math.CopySign(Math.Pow(10, _exponents[index]), _start);

    public IEnumerator<double> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_start:R} to {_stop:R} in {Count} steps of equal ratio");
}
