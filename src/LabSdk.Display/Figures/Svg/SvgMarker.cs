namespace LabSdk.Display;

/// <summary>Marker shapes, a different one for each series, as path data around the current point.</summary>
internal static class SvgMarker
{
    private const int Shapes = 5;

    /// <summary>Adds a marker to an open path attribute.</summary>
    public static void Write(HtmlWriter writer, int series, double x, double y, double size = 1)
    {
        var r = 3.2 * size;
        switch (series % Shapes)
        {
            case 0:
                Move(writer, x - r, y);
                Arc(writer, r, 2 * r);
                Arc(writer, r, -2 * r);
                break;
            case 1:
                Polygon(writer, (x - (0.9 * r), y - (0.9 * r)), (x + (0.9 * r), y - (0.9 * r)), (x + (0.9 * r), y + (0.9 * r)), (x - (0.9 * r), y + (0.9 * r)));
                break;
            case 2:
                Polygon(writer, (x, y - (1.2 * r)), (x + (1.1 * r), y + (0.8 * r)), (x - (1.1 * r), y + (0.8 * r)));
                break;
            case 3:
                Polygon(writer, (x, y - (1.3 * r)), (x + (1.3 * r), y), (x, y + (1.3 * r)), (x - (1.3 * r), y));
                break;
            default:
                Polygon(writer, (x, y + (1.2 * r)), (x + (1.1 * r), y - (0.8 * r)), (x - (1.1 * r), y - (0.8 * r)));
                break;
        }

        writer.Literal('z');
    }

    public static void Move(HtmlWriter writer, double x, double y)
    {
        writer.Literal('M');
        writer.Coordinate(x);
        writer.Literal(' ');
        writer.Coordinate(y);
    }

    private static void Polygon(HtmlWriter writer, params ReadOnlySpan<(double X, double Y)> corners)
    {
        Move(writer, corners[0].X, corners[0].Y);
        foreach (var (x, y) in corners[1..])
        {
            writer.Literal('L');
            writer.Coordinate(x);
            writer.Literal(' ');
            writer.Coordinate(y);
        }
    }

    private static void Arc(HtmlWriter writer, double radius, double step)
    {
        writer.Literal('a');
        writer.Coordinate(radius);
        writer.Literal(' ');
        writer.Coordinate(radius);
        writer.Literal(' ');
        writer.Literal('0');
        writer.Literal(' ');
        writer.Literal('1');
        writer.Literal(' ');
        writer.Literal('0');
        writer.Literal(' ');
        writer.Coordinate(step);
        writer.Literal(' ');
        writer.Literal('0');
    }
}
