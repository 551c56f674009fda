namespace LabSdk.Display;

/// <summary>A part of a <see cref="Drawing"/>. Places and sizes are pixels from the upper left corner.</summary>
public abstract record Shape
{
    private protected Shape()
    {
    }

    /// <summary>What is told when the pointer rests on it; null, the default, for nothing.</summary>
    public string? Tip { get; init; }

    internal abstract void Write(HtmlWriter writer);

    private protected void WriteTip(HtmlWriter writer)
    {
        if (Tip is { } tip)
        {
            writer.Element("title", null, VisibleText.Shorten(tip, 300));
        }
    }
}

/// <summary>A rectangle.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Fill">Its ground; null for none.</param>
/// <param name="Stroke">Its edge; null for none.</param>
public sealed record Box(double X, double Y, double Width, double Height, Ink? Fill, Ink? Stroke) : Shape
{
    /// <summary>Radius of the corners. Default 4.</summary>
    public double Radius { get; init; } = 4;

    /// <summary>Width of the edge. Default 1.</summary>
    public double Thickness { get; init; } = 1;

    /// <summary>True for a dashed edge. Default false.</summary>
    public bool IsDashed { get; init; }

    internal override void Write(HtmlWriter writer)
    {
        writer.Start("rect").Attribute("x", X).Attribute("y", Y).Attribute("width", Math.Max(0, Width)).Attribute("height", Math.Max(0, Height)).Attribute("rx", Radius);
        writer.FillAndStroke(Fill, Stroke, Thickness);
        if (IsDashed)
        {
            writer.Attribute("stroke-dasharray", "4 3");
        }

        WriteTip(writer);
        writer.End();
    }
}

/// <summary>A line; a soft curve from one vertical end to the other where the ends do not lie below each other.</summary>
/// <param name="X1">Begin.</param>
/// <param name="Y1">Begin.</param>
/// <param name="X2">End.</param>
/// <param name="Y2">End.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Thickness">Its width. Default 1.5.</param>
public sealed record Connector(double X1, double Y1, double X2, double Y2, Ink Ink, double Thickness = 1.5) : Shape
{
    /// <summary>True for dashes. Default false.</summary>
    public bool IsDashed { get; init; }

    internal override void Write(HtmlWriter writer)
    {
        var middle = (Y1 + Y2) / 2;
        writer.Start("path");
        writer.StartAttribute("d");
        Point(writer, 'M', X1, Y1);
        Point(writer, 'C', X1, middle);
        Point(writer, ' ', X2, middle);
        Point(writer, ' ', X2, Y2);
        writer.EndAttribute();
        writer.FillAndStroke(null, Ink, Thickness);
        if (IsDashed)
        {
            writer.Attribute("stroke-dasharray", "5 4");
        }

        WriteTip(writer);
        writer.End();
    }

    private static void Point(HtmlWriter writer, char command, double x, double y)
    {
        writer.Literal(command);
        writer.Coordinate(x);
        writer.Literal(' ');
        writer.Coordinate(y);
    }
}

/// <summary>A text on one line; cut with an ellipsis where it does not fit.</summary>
/// <param name="X">Where it is anchored.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Content">Any text.</param>
/// <param name="Size">Size of the letters.</param>
/// <param name="Ink">Its colour.</param>
public sealed record Label(double X, double Y, string Content, double Size = 12, Ink Ink = Ink.Text) : Shape
{
    /// <summary>Where the anchor lies: left is the begin of the text. Default left.</summary>
    public Align Anchor { get; init; }

    /// <summary>True for bold letters. Default false.</summary>
    public bool IsBold { get; init; }

    /// <summary>The widest it may be; infinite, the default, for no limit.</summary>
    public double Room { get; init; } = double.PositiveInfinity;

    internal override void Write(HtmlWriter writer)
    {
        var text = TextMetrics.Fit(VisibleText.Of(VisibleText.Shorten(Content, 200)), Size * (IsBold ? 1.05 : 1), Room);
        writer.Start("text").Attribute("x", X).Attribute("y", Y).Attribute("font-size", Size).Fill(Ink);
        if (Anchor is Align.Center or Align.Right)
        {
            writer.Attribute("text-anchor", Anchor == Align.Center ? "middle" : "end");
        }

        if (IsBold)
        {
            writer.Attribute("font-weight", "600");
        }

        writer.Text(text);
        WriteTip(writer);
        writer.End();
    }
}
