namespace LabSdk.Display.Tests.Samples;

/// <summary>Measured-looking data, the same in every run.</summary>
internal static class Data
{
    public static double[] Positions(int count, double end = 100) =>
        [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : i * end / (count - 1))];

    public static double[] Peak(double[] x, double centre, double width, double height, double noise, int seed)
    {
        var random = new Random(seed);
        return [.. x.Select(v => (height * Math.Exp(-(v - centre) * (v - centre) / (2 * width * width))) + (noise * Gauss(random)))];
    }

    public static double[] Noise(int count, double mean, double sigma, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean + (sigma * Gauss(random)))];
    }

    public static double[] Map(double[] x, double[] y) =>
        [.. y.SelectMany(v => x.Select(u => 1e-3 * Math.Exp(-(((u - 4) * (u - 4)) + ((v - 3) * (v - 3))) / 6) * (1 + (0.4 * Math.Cos(u * 2)))))];

    public static PixelImage Camera(int width, int height, int seed = 7)
    {
        var random = new Random(seed);
        var pixels = new ushort[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            double x = (i % width) - (width * 0.55), y = (i / width) - (height * 0.45);
            var spot = 2800 * Math.Exp(-((x * x) + (y * y)) / (0.02 * width * width));
            var rings = 300 * (1 + Math.Cos(Math.Sqrt((x * x) + (y * y)) / width * 60));
            pixels[i] = (ushort)Math.Max(0, 200 + spot + rings + (40 * Gauss(random)));
        }

        return PixelImage.FromGray16(width, height, pixels);
    }

    public static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
