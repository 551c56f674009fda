using LabSdk.Data;

namespace LabSdk;

/// <summary>The way into the points of a plan: at its begin, or behind what is measured when the run goes on.</summary>
internal sealed partial class ScanEngine
{
    /// <exception cref="JournalException">The run goes on, and the plan does not give the points again that were measured; nothing moved.</exception>
    private PointCursor OpenCursor(double[] origins)
    {
        var measured = new MeasuredPoints(() => Result.Data);
        var cursor = new PointCursor(_source.Targets(origins, measured).GetEnumerator(), _plan.Interval is null ? _plan.PointsPerCheckpoint : 1);
        if (Result.Continuation is not { } before)
        {
            return cursor;
        }

        if (_isKnown || _flight is not null)
        {
            cursor.Skip(before.NextIndex);
            return cursor;
        }

        try
        {
            Replay(cursor, measured, before);
            return cursor;
        }
        catch (Exception error)
        {
            cursor.Dispose();
            throw error is JournalException ? error : Differs($"its plan could not choose its points again: {error.Message.TrimEnd('.')}", error);
        }
    }

    // The plan decides once more, each time knowing no more than it knew then. Who decides otherwise now would mix two runs.
    private void Replay(PointCursor cursor, MeasuredPoints measured, ScanContinuation before)
    {
        var columns = before.Rows.Columns.Where(column => column.Role == ColumnRole.Setpoint).ToArray();
        for (var row = 0; row < before.NextIndex; row++)
        {
            measured.ShowOnly(row);
            if (!cursor.SkipTo(out var targets))
            {
                throw Differs(FormattableString.Invariant($"its plan ends after {ScanWords.Points(row, null)} now, and {before.NextIndex} are measured"));
            }

            for (var i = 0; i < columns.Length; i++)
            {
                var then = columns[i].IsNull(row) ? double.NaN : columns[i][row].AsDouble();
                if (!then.Equals(targets[i]))
                {
                    throw Differs(FormattableString.Invariant($"its plan gives other points now: '{_source.Motors[i].Id}' was at {then:R} at point {row + 1} and would go to {targets[i]:R}"));
                }
            }
        }

        measured.ShowAll();
    }

    private JournalException Differs(string why, Exception? error = null) => new(
        JournalErrorIds.NotResumable,
        $"The scan '{Result.Name}' cannot go on: {why}. Nothing was moved.",
        "A plan goes on when it chooses the same points from the same measured values: no random numbers, clock or device in it. Start a new run.",
        innerException: error);
}
