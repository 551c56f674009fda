namespace LabSdk.Display;

/// <summary>A drawing surface of braille characters: two dots across and four down in each.</summary>
internal sealed class Braille(int columns, int rows)
{
    // Bit of the dot at [down][across] as Unicode numbers them.
    private static readonly int[][] Dots = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    private readonly char[] _cells = new char[columns * rows];

    public int Width => columns * 2;

    public int Height => rows * 4;

    public void Dot(int x, int y)
    {
        if (x >= 0 && y >= 0 && x < Width && y < Height)
        {
            _cells[(y / 4 * columns) + (x / 2)] |= (char)Dots[y % 4][x % 2];
        }
    }

    public void Line(double x0, double y0, double x1, double y1)
    {
        var steps = (int)Math.Min(4000, Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0))));
        for (var i = 0; i <= steps; i++)
        {
            var part = steps == 0 ? 0 : i / (double)steps;
            Dot((int)Math.Round(x0 + ((x1 - x0) * part)), (int)Math.Round(y0 + ((y1 - y0) * part)));
        }
    }

    /// <summary>Four dots: a single one is easily overlooked.</summary>
    public void Square(int x, int y)
    {
        Dot(x, y);
        Dot(x + 1, y);
        Dot(x, y + 1);
        Dot(x + 1, y + 1);
    }

    public string Row(int row) => string.Create(columns, (this, row), static (line, state) =>
    {
        for (var i = 0; i < line.Length; i++)
        {
            var dots = state.Item1._cells[(state.row * line.Length) + i];
            line[i] = dots == 0 ? ' ' : (char)(0x2800 + dots);
        }
    });
}
