namespace LabSdk.Display;

/// <summary>Everything around the data: titles, grid, axes, marks, notes.</summary>
internal static class SvgFrame
{
    public static void Titles(HtmlWriter writer, FigureLayout layout)
    {
        if (layout.Figure.Title is { Length: > 0 } title)
        {
            writer.Label(TextMetrics.Fit(VisibleText.Of(title), FigureLayout.HeadFont, layout.Width - 24), 12, 22, FigureLayout.HeadFont, color: "fg", bold: true);
        }

        var bottom = layout.Top + layout.Plot.Height;
        var middle = layout.Left + (layout.Plot.Width / 2);
        if (layout.XTitle is { } x)
        {
            writer.Label(TextMetrics.Fit(VisibleText.Of(x), FigureLayout.TitleFont, layout.Plot.Width * 0.8), middle, bottom + 38, FigureLayout.TitleFont, "middle", "fg");
        }

        if (layout.YTitle is { } y)
        {
            writer.Upright(VisibleText.Of(y), 20, layout.Top + (layout.Plot.Height / 2), layout.Plot.Height, FigureLayout.TitleFont);
        }

        if (layout.YTicks.Multiplier is { } yTimes)
        {
            writer.Label(yTimes, layout.Left, layout.Top - 6, FigureLayout.TickFont);
        }

        if (layout.XTicks.Multiplier is { } xTimes)
        {
            writer.Label(xTimes, layout.Left + layout.Plot.Width, bottom + 38, FigureLayout.TickFont, "end");
        }

        var line = layout.Height - 10 - ((layout.Notes.Count - 1) * 16);
        foreach (var note in layout.Notes)
        {
            writer.Label(note, 12, line, FigureLayout.NoteFont);
            line += 16;
        }
    }

    public static void Grid(HtmlWriter writer, FigureLayout layout)
    {
        if (layout.Colors is not null || layout.IsImage)
        {
            return;
        }

        writer.Start("path").Stroke("grid", 1);
        writer.StartAttribute("d");
        foreach (var place in layout.YTicks.Places)
        {
            Line(writer, 0, Crisp(layout.YMap[place]), layout.Plot.Width, horizontal: true);
        }

        foreach (var place in layout.XTicks.Places)
        {
            Line(writer, Crisp(layout.XMap[place]), 0, layout.Plot.Height, horizontal: false);
        }

        writer.EndAttribute();
        writer.End();
        if (layout.Data.IsEmpty)
        {
            writer.Label("no data", layout.Plot.Width / 2, layout.Plot.Height / 2, 14, "middle");
        }
    }

    public static void Axes(HtmlWriter writer, FigureLayout layout)
    {
        var (width, height) = layout.Plot;
        writer.Start("path").Stroke("axis", 1);
        writer.StartAttribute("d");
        Line(writer, 0, Crisp(height), width, horizontal: true);
        Line(writer, 0.5, 0, height, horizontal: false);
        foreach (var place in layout.XTicks.Places)
        {
            Line(writer, Crisp(layout.XMap[place]), height, 5, horizontal: false);
        }

        foreach (var place in layout.YTicks.Places)
        {
            Line(writer, -5, Crisp(layout.YMap[place]), 5, horizontal: true);
        }

        Minor(writer, layout);
        writer.EndAttribute();
        writer.End();
        for (var i = 0; i < layout.XTicks.Places.Length; i++)
        {
            writer.Label(layout.XTicks.Labels[i], layout.XMap[layout.XTicks.Places[i]], height + 19, FigureLayout.TickFont, "middle");
        }

        for (var i = 0; i < layout.YTicks.Places.Length; i++)
        {
            writer.Label(layout.YTicks.Labels[i], -9, layout.YMap[layout.YTicks.Places[i]] + 4, FigureLayout.TickFont, "end");
        }
    }

    private static void Minor(HtmlWriter writer, FigureLayout layout)
    {
        if (layout.Figure.X.Scale == AxisScale.Logarithmic)
        {
            foreach (var value in LogTicks.Minor(layout.Data.X))
            {
                Line(writer, Crisp(layout.XMap[value]), layout.Plot.Height, 3, horizontal: false);
            }
        }

        if (layout.Figure.Y.Scale == AxisScale.Logarithmic)
        {
            foreach (var value in LogTicks.Minor(layout.Data.Y))
            {
                Line(writer, -3, Crisp(layout.YMap[value]), 3, horizontal: true);
            }
        }
    }

    // One-pixel lines on half pixels are sharp at natural size.
    private static double Crisp(double place) => Math.Floor(place) + 0.5;

    private static void Line(HtmlWriter writer, double x, double y, double length, bool horizontal)
    {
        writer.Literal('M');
        writer.Coordinate(x);
        writer.Literal(' ');
        writer.Coordinate(y);
        writer.Literal(horizontal ? 'h' : 'v');
        writer.Coordinate(length);
    }
}
