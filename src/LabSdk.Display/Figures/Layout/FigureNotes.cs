namespace LabSdk.Display;

/// <summary>The small print below a plot: what the user wrote, and what is not drawn.</summary>
internal static class FigureNotes
{
    private const double Room = 680;

    public static IReadOnlyList<string> Of(Figure figure, FigureData data)
    {
        var notes = new List<string>();
        if (figure.Note is { Length: > 0 } note)
        {
            notes.Add(TextMetrics.Fit(VisibleText.Of(note), FigureLayout.NoteFont, Room));
        }

        if (data.NotDrawn > 0)
        {
            var log = figure.X.Scale == AxisScale.Logarithmic || figure.Y.Scale == AxisScale.Logarithmic;
            var what = log ? "NaN, infinite or not positive" : "NaN or infinite";
            notes.Add($"{Numbers.Count(data.NotDrawn)} {(data.NotDrawn == 1 ? "value" : "values")} not drawn ({what})");
        }

        var longest = figure.Traces.OfType<PointTrace>().Select(t => t.Count).DefaultIfEmpty(0).Max();
        if (longest > Decimation.MaxPoints)
        {
            notes.Add($"thinned out for display, extremes kept: {Numbers.Count(longest)} points in the data");
        }

        return notes;
    }
}
