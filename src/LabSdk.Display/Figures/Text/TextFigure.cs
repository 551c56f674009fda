using System.Text;

namespace LabSdk.Display;

/// <summary>Draws a figure with characters, for terminals and logs.</summary>
internal static class TextFigure
{
    private const int Columns = 72;
    private const int Rows = 14;
    private const string Shades = " ░▒▓█";

    public static string Draw(Figure figure)
    {
        var layout = FigureLayout.Of(figure);
        var text = new StringBuilder();
        if (figure.Title is { Length: > 0 } title)
        {
            text.Append(VisibleText.Of(VisibleText.Shorten(title, 100))).Append('\n');
        }

        if (layout.YTitle is { } y && layout.Colors is null)
        {
            text.Append(VisibleText.Of(y)).Append('\n');
        }

        if (layout.Data.IsEmpty)
        {
            return text.Append("(no data)").Append(Notes(layout)).ToString();
        }

        var rows = layout.Colors is null && !layout.IsImage ? Curves(layout) : Area(layout);
        Frame(text, layout, rows);
        foreach (var entry in layout.Legend)
        {
            text.Append("\n  ").Append(entry.Trace is null ? entry.Text : $"{entry.Series + 1}: {VisibleText.Of(VisibleText.Shorten(entry.Trace.Label, 90))}");
        }

        Marks(text, layout);
        return text.Append(Notes(layout)).ToString();
    }

    private static void Marks(StringBuilder text, FigureLayout layout)
    {
        const int mostNamed = 12;
        var marks = PlacedMark.Shown(layout.Figure, layout.Data).Where(mark => !string.IsNullOrEmpty(mark.Label)).ToArray();
        if (marks.Length > 0)
        {
            var named = marks.Take(mostNamed).Select(mark => $"{VisibleText.Of(VisibleText.Shorten(mark.Label!, 30))} from {(layout.Figure.X.Scale == AxisScale.Time ? Clock(mark.At) : Numbers.General(mark.At, 4))}");
            text.Append("\n  ").Append(string.Join(", ", named)).Append(marks.Length > mostNamed ? $" and {marks.Length - mostNamed} more" : "");
        }
    }

    private static string Notes(FigureLayout layout) => string.Concat(layout.Notes.Select(n => "\n" + n));

    private static void Frame(StringBuilder text, FigureLayout layout, string[] rows)
    {
        var image = layout.IsImage;
        var top = Numbers.General(image ? layout.Data.Y.Low : layout.Data.Y.High, 3);
        var bottom = Numbers.General(image ? layout.Data.Y.High : layout.Data.Y.Low, 3);
        if (layout.Figure.Y.Scale == AxisScale.Time)
        {
            (bottom, top) = (Clock(layout.Data.Y.Low), Clock(layout.Data.Y.High));
        }

        var margin = Math.Max(top.Length, bottom.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var label = i == 0 ? top : i == rows.Length - 1 ? bottom : "";
            text.Append(label.PadLeft(margin)).Append(i == 0 || i == rows.Length - 1 ? " ┤" : " │").Append(rows[i].TrimEnd()).Append('\n');
        }

        var width = rows.Max(r => r.Length);
        text.Append(' ', margin).Append(" └").Append('─', width).Append('\n');
        var time = layout.Figure.X.Scale == AxisScale.Time;
        var left = time ? Clock(layout.Data.X.Low) : Numbers.General(layout.Data.X.Low, 3);
        var right = time ? Clock(layout.Data.X.High) : Numbers.General(layout.Data.X.High, 3);
        var middle = VisibleText.Of(VisibleText.Shorten(layout.XTitle ?? "", 60));
        var room = width - left.Length - right.Length;
        var pad = Math.Max(1, (room - middle.Length) / 2);
        text.Append(' ', margin + 2).Append(left).Append(' ', pad).Append(middle).Append(' ', Math.Max(1, room - middle.Length - pad)).Append(right);
        if (layout.Colors is { } colors)
        {
            text.Append('\n').Append(' ', margin + 2).Append($"{Numbers.General(colors.Range.Low, 4)} [{Shades}] {Numbers.General(colors.Range.High, 4)} {VisibleText.Of(colors.Label)}");
        }
    }

    private static string Clock(double seconds) => TimeAxis.Time(seconds).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Curves(FigureLayout layout)
    {
        var canvas = new Braille(Columns, Rows);
        var x = new Projection(layout.Data.X, layout.Figure.X.Scale, 0, canvas.Width - 1);
        var y = new Projection(layout.Data.Y, layout.Figure.Y.Scale, canvas.Height - 1, 0);
        foreach (var trace in layout.Figure.Traces)
        {
            switch (trace)
            {
                case PointTrace points:
                    Points(canvas, points, x, y);
                    break;
                case HistogramTrace histogram:
                    Bars(canvas, histogram.Bins, x, y);
                    break;
            }
        }

        return [.. Enumerable.Range(0, Rows).Select(canvas.Row)];
    }

    private static void Points(Braille canvas, PointTrace trace, Projection x, Projection y)
    {
        var before = (X: double.NaN, Y: double.NaN);
        foreach (var i in Decimation.MinMax(trace.Y, 2000))
        {
            var here = (X: x[trace.X[i]], Y: y[trace.Y[i]]);
            if (double.IsFinite(here.X) && double.IsFinite(here.Y))
            {
                var joined = trace.HasLine && double.IsFinite(before.X);
                canvas.Line(joined ? before.X : here.X, joined ? before.Y : here.Y, here.X, here.Y);
                if (!trace.HasLine)
                {
                    canvas.Square((int)Math.Round(here.X), (int)Math.Round(here.Y));
                }

                before = here;
            }
            else
            {
                before = (double.NaN, double.NaN);
            }
        }
    }

    private static void Bars(Braille canvas, Binning bins, Projection x, Projection y)
    {
        for (var i = 0; i < bins.Counts.Length; i++)
        {
            var left = (int)Math.Round(x[bins.Start + (i * bins.Width)]);
            var right = (int)Math.Round(x[bins.Start + ((i + 1) * bins.Width)]);
            for (var column = left; column < Math.Max(right, left + 1) && bins.Counts[i] > 0; column++)
            {
                canvas.Line(column, y[0], column, y[bins.Counts[i]]);
            }
        }
    }

    private static string[] Area(FigureLayout layout)
    {
        if (layout.Figure.Traces.OfType<ImageTrace>().FirstOrDefault() is { } image)
        {
            // A character is about twice as high as it is wide.
            var view = ImageView.Of(image.Image, image.Contrast, 48, 24);
            return [.. Enumerable.Range(0, view.Height).Select(row => string.Concat(
                Enumerable.Range(0, view.Width).Select(column => new string(Shade(view.Brightness(column, row)), 2))))];
        }

        var map = layout.Figure.Traces.OfType<HeatmapTrace>().First();
        int columns = Math.Min(map.X.Length, 36), rows = Math.Min(map.Y.Length, 20);
        var ascending = map.Y.Length < 2 || map.Y[^1] >= map.Y[0];
        var mirrored = map.X.Length > 1 && map.X[^1] < map.X[0];
        return [.. Enumerable.Range(0, rows).Select(r => string.Concat(Enumerable.Range(0, columns).Select(c =>
        {
            var row = (ascending ? rows - 1 - r : r) * map.Y.Length / rows;
            var column = (mirrored ? columns - 1 - c : c) * map.X.Length / columns;
            var value = map.Z[(row * map.X.Length) + column];
            return double.IsNaN(value) ? "··" : new string(Shade(layout.Colors!.Place(value)), 2);
        })))];
    }

    private static char Shade(double place) => Shades[(int)Math.Clamp(place * Shades.Length, 0, Shades.Length - 1)];
}
