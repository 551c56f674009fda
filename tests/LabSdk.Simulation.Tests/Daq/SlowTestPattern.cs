namespace LabSdk.Simulation.Tests.Daq;

/// <summary>The test pattern written a second time, pixel by pixel and straight from its rules, to check the fast one.</summary>
internal static class SlowTestPattern
{
    public static int Pixel(int x, int y, int w, int h, ulong n)
    {
        var m = Math.Min(w, h);
        if (m < 64)
        {
            return (x + y) * 65535 / (w + h);
        }

        var value = Background(x, y, w, m, n);
        if (y < h / 10)
        {
            value = (int)((long)x * 65535 / w);
        }

        if (y >= h - (h / 10))
        {
            value = (int)((long)(w - 1 - x) * 65535 / w);
        }

        value = Corners(x, y, w, h, m / 8, value);
        value = Centre(x - (w / 2), y - (h / 2), m, n, value);
        value = Number(x, y, m / 8, n, value);
        if (x >= w - 40 && y >= h / 10 && y < h - (h / 10))
        {
            value = Math.Min(65535, (((y - (h / 10)) / (h / 8)) + 1) * 65535 / 8);
        }

        var spotX = (w / 2) + (m / 5 * Math.Cos(0.05 * n));
        var spotY = (h / 2) + (m / 5 * Math.Sin(0.05 * n));
        var square = Math.Pow(x - spotX, 2) + Math.Pow(y - spotY, 2);
        return Math.Min(65535, value + (int)(Math.Exp(-square / (2.0 * 30 * 30)) * 32768));
    }

    private static int Background(int x, int y, int w, int m, ulong n)
    {
        var side = m / 32;
        var seed = unchecked(n * 2654435761UL);
        var index = (ulong)((y * w) + x);
        var random = unchecked(((seed ^ index) * 1103515245UL) + 12345UL) & 0x7fffffff;
        var noise = (int)(random & 0xFFF) - 2048;
        return Math.Clamp((((x / side) + (y / side)) % 2 == 0 ? 16384 : 19660) + noise, 0, 65535);
    }

    private static int Corners(int x, int y, int w, int h, int c, int value)
    {
        if (x + y < c)
        {
            value = 65535;
        }

        var (right, bottom) = (x - (w - c), y - (h - c));
        if (right >= 0 && y < c && (right < 5 || right >= c - 5 || y < 5 || y >= c - 5))
        {
            value = 52428;
        }

        if (x < c && bottom >= 0 && Math.Pow(x - (c / 2), 2) + Math.Pow(bottom - (c / 2), 2) <= Math.Pow(c / 3, 2))
        {
            value = 45875;
        }

        return right >= 0 && bottom >= 0 && (Math.Abs(right - bottom) < 6 || Math.Abs(right + bottom - c) < 6) ? 39321 : value;
    }

    private static int Centre(int dx, int dy, int m, ulong n, int value)
    {
        if ((Math.Abs(dx) <= m / 6 && Math.Abs(dy) <= 1) || (Math.Abs(dy) <= m / 6 && Math.Abs(dx) <= 1))
        {
            value = 65535;
        }

        var inner = m / 6 / 3;
        var distance = Math.Sqrt((dx * dx) + (dy * dy));
        return distance >= inner && distance < inner + 4 ? (int)((0.85 + (0.15 * Math.Sin(0.15 * n))) * 65535) : value;
    }

    private static int Number(int x, int y, int c, ulong n, int value)
    {
        for (var bit = 0; bit < 4 && y >= c + 10 && y < c + 30 && x < c + 10; bit++)
        {
            if (Math.Sqrt(Math.Pow(x - (10 + (15 * bit)), 2) + Math.Pow(y - (c + 20), 2)) <= 5)
            {
                value = ((n >> bit) & 1) == 1 ? 65535 : 6553;
            }
        }

        return value;
    }
}
