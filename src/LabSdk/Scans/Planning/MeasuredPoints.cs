using LabSdk.Data;
using LabSdk.Text;

namespace LabSdk;

/// <summary>
/// What was measured so far, for plans that choose their next point by it: see <c>Plans.From</c>. Holds every finished point of the
/// run before the one that is asked for, also those from before the run went on after a stop.
/// </summary>
/// <example><code>
/// IEnumerable&lt;double&gt; Climb(MeasuredPoints measured)
/// {
///     for (var x = 0.0; x &lt; 100 &amp;&amp; !(measured.Last("power") &gt; 0.5); x += 2)
///     {
///         yield return x;
///     }
/// }
/// </code></example>
/// <remarks>Thread-safe; each access gives the state of that moment.</remarks>
public sealed class MeasuredPoints
{
    private readonly Func<DataFrame> _rows;
    private readonly int _first;
    private readonly Limit _limit;

    internal MeasuredPoints(Func<DataFrame> rows)
        : this(rows, 0, new Limit())
    {
    }

    private MeasuredPoints(Func<DataFrame> rows, int first, Limit limit) => (_rows, _first, _limit) = (rows, first, limit);

    /// <summary>Number of points.</summary>
    public int Count => Math.Max(0, Math.Min(_rows().RowCount, _limit.Rows) - _first);

    /// <summary>The table of these points, with the columns of the run.</summary>
    public DataFrame Data => _rows().Slice(_first, Count);

    /// <summary>The value of a column at a point.</summary>
    /// <param name="point">Number of the point in this list, from 0.</param>
    /// <param name="column">The name of the column: <c>position</c>, a detector's id, and so on.</param>
    /// <returns>The number; NaN when it was not measured there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    /// <exception cref="LabConfigurationException">There is no such column; the message lists the nearest names.</exception>
    public double this[int point, string column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(point);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(point, Count);
            return Value(_rows(), _first + point, column);
        }
    }

    /// <summary>The value of a column at the last point.</summary>
    /// <param name="column">The name of the column: <c>position</c>, a detector's id, and so on.</param>
    /// <returns>The number; NaN before the first point, and when it was not measured there.</returns>
    /// <exception cref="LabConfigurationException">There is no such column; the message lists the nearest names.</exception>
    public double Last(string column)
    {
        var count = Count;
        return count == 0 ? double.NaN : Value(_rows(), _first + count - 1, column);
    }

    /// <summary>Returns for example <c>5 points</c>.</summary>
    public override string ToString() => ScanWords.Points(Count, null);

    /// <summary>Nothing, for lists of points that do not depend on it.</summary>
    internal static MeasuredPoints None { get; } = new(static () => DataFrame.Empty);

    /// <summary>Only the points from now on, for a part of a plan.</summary>
    internal MeasuredPoints FromNow() => new(_rows, _first + Count, _limit);

    /// <summary>Shows only the first rows of the run, as they were when its next point was chosen.</summary>
    internal void ShowOnly(int rows) => _limit.Rows = rows;

    /// <summary>Shows everything again.</summary>
    internal void ShowAll() => _limit.Rows = int.MaxValue;

    private static double Value(DataFrame rows, int row, string name)
    {
        var column = rows.Columns.FirstOrDefault(column => column.Name == name) ?? throw new LabConfigurationException(
            CoreErrorIds.UnknownName,
            $"There is no measured column '{name}'.",
            NearestNames.Hint(name, rows.Columns.Where(column => column.IsNumeric).Select(column => column.Name), "columns"));
        return column.IsNull(row) || !column.IsNumeric ? double.NaN : column[row].AsDouble();
    }

    private sealed class Limit
    {
        public int Rows { get; set; } = int.MaxValue;
    }
}
