namespace LabSdk.Simulation.Daq;

/// <summary>
/// The animated 16-bit test pattern of the mock camera, drawn layer by layer; later layers overwrite or add. Sizes below
/// 64 get a plain diagonal gradient.
/// </summary>
internal static class TestPattern
{
    private const int NoisePeriod = 4096;
    private const double HotspotSigma = 30;
    private const double HotspotPeak = 32768;

    /// <summary>Draws frame <paramref name="number"/> into a row-major image.</summary>
    public static void Draw(Span<ushort> image, int width, int height, ulong number)
    {
        if (Math.Min(width, height) < 64)
        {
            DrawSmall(image, width, height);
            return;
        }

        DrawBackground(image, width, height, number);
        DrawGradients(image, width, height);
        DrawCorners(image, width, height);
        DrawCrosshair(image, width, height);
        DrawRing(image, width, height, number);
        DrawNumber(image, width, height, number);
        DrawPatches(image, width, height);
        AddHotspot(image, width, height, number);
    }

    private static void DrawSmall(Span<ushort> image, int width, int height)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[(y * width) + x] = (ushort)((long)(x + y) * 65535 / (width + height));
            }
        }
    }

    private static void DrawBackground(Span<ushort> image, int width, int height, ulong number)
    {
        // Only the low 12 bits of the generator's state reach its low 12 bits, so the noise repeats every 4096 pixels
        // and one small table per frame and checker colour holds all of it.
        var seed = (uint)unchecked(number * 2654435761UL) & (NoisePeriod - 1);
        Span<ushort> even = stackalloc ushort[NoisePeriod];
        Span<ushort> odd = stackalloc ushort[NoisePeriod];
        for (var index = 0u; index < NoisePeriod; index++)
        {
            var noise = (int)(unchecked(((seed ^ index) * 1103515245u) + 12345u) & 0xFFF) - 2048;
            even[(int)index] = (ushort)(16384 + noise);
            odd[(int)index] = (ushort)(19660 + noise);
        }

        var side = Math.Min(width, height) / 32;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x += side)
            {
                var table = ((x / side) + (y / side)) % 2 == 0 ? even : odd;
                CopyPeriodic(table, image.Slice((y * width) + x, Math.Min(side, width - x)), (y * width) + x);
            }
        }
    }

    private static void CopyPeriodic(ReadOnlySpan<ushort> table, Span<ushort> target, int start)
    {
        while (target.Length > 0)
        {
            var from = start & (NoisePeriod - 1);
            var count = Math.Min(target.Length, NoisePeriod - from);
            table.Slice(from, count).CopyTo(target);
            target = target[count..];
            start += count;
        }
    }

    private static void DrawGradients(Span<ushort> image, int width, int height)
    {
        var rows = height / 10;
        var top = image[..width];
        var bottom = image.Slice((height - rows) * width, width);
        for (var x = 0; x < width; x++)
        {
            top[x] = (ushort)((long)x * 65535 / width);
            bottom[x] = (ushort)((long)(width - 1 - x) * 65535 / width);
        }

        for (var y = 1; y < rows; y++)
        {
            top.CopyTo(image.Slice(y * width, width));
            bottom.CopyTo(image.Slice((height - rows + y) * width, width));
        }
    }

    private static void DrawCorners(Span<ushort> image, int width, int height)
    {
        var side = Math.Min(width, height) / 8;
        var (right, bottom, centre, radius) = (width - side, height - side, side / 2, side / 3);
        for (var y = 0; y < side; y++)
        {
            var upper = image.Slice(y * width, width);
            upper[..(side - y)].Fill(65535);
            if (y < 5 || y >= side - 5)
            {
                upper[right..].Fill(52428);
            }
            else
            {
                upper.Slice(right, 5).Fill(52428);
                upper[^5..].Fill(52428);
            }

            var lower = image.Slice((bottom + y) * width, width);
            for (var x = 0; x < side; x++)
            {
                if (Square(x - centre) + Square(y - centre) <= radius * radius)
                {
                    lower[x] = 45875;
                }

                if (Math.Abs(x - y) < 6 || Math.Abs(x + y - side) < 6)
                {
                    lower[right + x] = 39321;
                }
            }
        }
    }

    private static void DrawCrosshair(Span<ushort> image, int width, int height)
    {
        var (centreX, centreY, half) = (width / 2, height / 2, Math.Min(width, height) / 6);
        for (var offset = -1; offset <= 1; offset++)
        {
            image.Slice(((centreY + offset) * width) + centreX - half, (2 * half) + 1).Fill(65535);
        }

        for (var y = centreY - half; y <= centreY + half; y++)
        {
            image.Slice((y * width) + centreX - 1, 3).Fill(65535);
        }
    }

    private static void DrawRing(Span<ushort> image, int width, int height, ulong number)
    {
        var inner = Math.Min(width, height) / 6 / 3;
        var outer = inner + 4;
        var value = (ushort)((0.85 + (0.15 * Math.Sin(0.15 * number))) * 65535);
        for (var y = -outer; y <= outer; y++)
        {
            for (var x = -outer; x <= outer; x++)
            {
                var square = (x * x) + (y * y);
                if (square >= inner * inner && square < outer * outer)
                {
                    image[(((height / 2) + y) * width) + (width / 2) + x] = value;
                }
            }
        }
    }

    private static void DrawNumber(Span<ushort> image, int width, int height, ulong number)
    {
        var side = Math.Min(width, height) / 8;
        for (var y = side + 10; y < Math.Min(side + 30, height); y++)
        {
            for (var x = 0; x < Math.Min(side + 10, width); x++)
            {
                for (var bit = 0; bit < 4; bit++)
                {
                    if (Square(x - 10 - (15 * bit)) + Square(y - side - 20) <= 25)
                    {
                        image[(y * width) + x] = ((number >> bit) & 1) == 1 ? (ushort)65535 : (ushort)6553;
                    }
                }
            }
        }
    }

    private static void DrawPatches(Span<ushort> image, int width, int height)
    {
        for (var y = height / 10; y < height - (height / 10); y++)
        {
            var value = (((y - (height / 10)) / (height / 8)) + 1) * 65535 / 8;
            image.Slice((y * width) + width - 40, 40).Fill((ushort)Math.Min(value, 65535));
        }
    }

    private static void AddHotspot(Span<ushort> image, int width, int height, ulong number)
    {
        var orbit = Math.Min(width, height) / 5;
        var centreX = (width / 2) + (orbit * Math.Cos(0.05 * number));
        var centreY = (height / 2) + (orbit * Math.Sin(0.05 * number));

        // Beyond this distance less than one count is added; inside, the Gaussian is the product of its two axes.
        var reach = HotspotSigma * Math.Sqrt(2 * Math.Log(HotspotPeak));
        var left = Math.Max(0, (int)Math.Ceiling(centreX - reach));
        var right = Math.Min(width - 1, (int)Math.Floor(centreX + reach));
        Span<double> row = stackalloc double[right - left + 1];
        for (var x = left; x <= right; x++)
        {
            row[x - left] = HotspotPeak * Falloff(x - centreX);
        }

        var bottom = Math.Min(height - 1, (int)Math.Floor(centreY + reach));
        for (var y = Math.Max(0, (int)Math.Ceiling(centreY - reach)); y <= bottom; y++)
        {
            AddScaled(image.Slice((y * width) + left, row.Length), row, Falloff(y - centreY));
        }
    }

    private static void AddScaled(Span<ushort> target, ReadOnlySpan<double> row, double scale)
    {
        for (var index = 0; index < target.Length; index++)
        {
            target[index] = (ushort)Math.Min(65535, target[index] + (int)(row[index] * scale));
        }
    }

    private static double Falloff(double distance) => Math.Exp(-distance * distance / (2 * HotspotSigma * HotspotSigma));

    private static int Square(int value) => value * value;
}
