namespace LabSdk.Display;

/// <summary>Draws the marks of a figure: behind the data, with their texts at the top of the plot.</summary>
internal static class SvgMarks
{
    public static void Write(HtmlWriter writer, FigureLayout layout)
    {
        if (layout.Figure.Marks.Count == 0)
        {
            return;
        }

        var marks = PlacedMark.Of(layout);
        writer.Start("path").Stroke("muted", 1).Attribute("stroke-dasharray", "3 4");
        writer.StartAttribute("d");
        foreach (var mark in marks)
        {
            SvgMarker.Move(writer, Math.Floor(mark.X) + 0.5, 0);
            writer.Literal('v');
            writer.Coordinate(layout.Plot.Height);
        }

        writer.EndAttribute();
        writer.End();
        foreach (var mark in marks.Where(mark => mark.Text.Length > 0))
        {
            writer.Label(mark.Text, mark.X + 4, 12, FigureLayout.NoteFont);
        }
    }
}
