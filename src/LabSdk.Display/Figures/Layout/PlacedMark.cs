namespace LabSdk.Display;

/// <summary>A mark on the drawing.</summary>
/// <param name="X">Its place in the plot.</param>
/// <param name="Text">What fits of its text; empty when nothing does.</param>
internal readonly record struct PlacedMark(double X, string Text)
{
    /// <summary>Marks drawn at most; so many say nothing.</summary>
    public const int Most = 200;

    private const double Margin = 4;
    private const double LeastRoom = 24;

    /// <summary>The marks within the plot from left to right.</summary>
    public static IReadOnlyList<PlacedMark> Of(FigureLayout layout)
    {
        var inside = Shown(layout.Figure, layout.Data).Select(mark => (X: layout.XMap[mark.At], mark.Label)).ToArray();
        return [.. inside.Select((mark, i) => new PlacedMark(mark.X, Fit(mark.Label, (i + 1 < inside.Length ? inside[i + 1].X : layout.Plot.Width) - mark.X)))];
    }

    /// <summary>The marks that the axis shows, in order.</summary>
    public static IEnumerable<AxisMark> Shown(Figure figure, FigureData data) =>
        figure.Marks.Where(mark => mark.At >= data.X.Low && mark.At <= data.X.High).OrderBy(mark => mark.At).Take(Most);

    private static string Fit(string? label, double room) =>
        string.IsNullOrEmpty(label) || room < LeastRoom ? "" : TextMetrics.Fit(VisibleText.Of(label), FigureLayout.NoteFont, room - (2 * Margin));
}
