using System.Collections;
using System.Globalization;

namespace LabSdk;

/// <summary>Positions given one by one; copied, so that later edits of the caller's list change nothing.</summary>
internal sealed class ListedPositions : IReadOnlyList<double>
{
    private readonly double[] _positions;

    public ListedPositions(IEnumerable<double> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        _positions = [.. positions];
    }

    public int Count => _positions.Length;

    public double this[int index] => _positions[index];

    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_positions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} listed positions");
}
