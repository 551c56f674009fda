namespace LabSdk.Display.Tests.Samples;

public static class FigureSamples
{
    private static readonly double[] LongX = Data.Positions(100_000);
    private static readonly double[] LongY = [.. LongX.Select(v => Math.Sin(v) + (v > 70 && v < 70.001 ? 4 : 0))];
    private static readonly PixelImage Beam = Data.Camera(240, 180);

    public static IReadOnlySet<string> EdgeNames { get; } = Edges().Select(e => "figure: " + e.Name).ToHashSet();

    public static IEnumerable<Sample> All()
    {
        yield return new("figure: scan", t => Scan(t));
        yield return new("figure: two detectors", t => Two(t));
        yield return new("figure: error bars", t =>
        {
            var x = Data.Positions(15, 1.4);
            var y = Data.Peak(x, 0.7, 0.2, 2.4e-6, 4e-8, 3);
            return new Figure(t("Averaged power")).XAxis(t("delay"), t("ns")).YAxis(t("power"), t("W"))
                .Scatter(x, y, t("mean of 20"), t("W"), yError: [.. x.Select(_ => 1.5e-7)], xError: [.. x.Select(_ => 0.02)]);
        });
        yield return new("figure: heat map", t => HeatMap(t));
        yield return new("figure: large heat map", t =>
        {
            double[] x = Data.Positions(120, 8), y = Data.Positions(80, 6);
            return new Figure(t("Fine map")).XAxis(t("x"), t("mm")).YAxis(t("y"), t("mm")).Heatmap(x, y, Data.Map(x, y), t("power"), t("W"));
        });
        yield return new("figure: histogram", t =>
            new Figure(t("Shot noise")).XAxis(t("power"), t("mW")).Histogram(Data.Noise(4000, 12.5, 0.4, 5), name: t("counts")));
        yield return new("figure: camera", t =>
            new Figure(t("Beam")) { Note = t("exposure 10 ms") }.Add(new ImageTrace(Beam) { Colors = ColorMap.Inferno, Name = t("signal"), Unit = t("counts") }));
        yield return new("figure: log axes", t =>
        {
            double[] x = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(10, i / 10.0))];
            return new Figure(t("Noise spectrum")).XAxis(t("frequency"), t("Hz"), AxisScale.Logarithmic).YAxis(t("density"), t("V/√Hz"), AxisScale.Logarithmic)
                .Line(x, x.Select(f => 1e-6 / Math.Sqrt(1 + f / 50) + 2e-8), t("amplifier"), t("V/√Hz"));
        });
        yield return new("figure: over time", t =>
        {
            var start = new DateTimeOffset(2026, 11, 21, 9, 58, 0, TimeSpan.Zero);
            var temperature = Data.Noise(300, 21.4, 0.05, 8);
            return new Figure(t("Enclosure")).YAxis(t("temperature"), t("°C")).Line(Enumerable.Range(0, 300).Select(i => start.AddSeconds(i * 2)), temperature, t("sensor 1"));
        });
        yield return new("figure: many points", t =>
        {
            return new Figure(t("Long stream")).XAxis(t("time"), t("s")).YAxis(t("voltage"), t("V")).Line(LongX, LongY, t("trace"));
        });
        yield return new("figure: many traces", t => Many(t, 12));
        yield return new("figure: gaps", t =>
        {
            var y = Data.Peak(Data.Positions(41), 50, 12, 1, 0.02, 4);
            y[7] = double.NaN;
            y[9] = double.NaN;
            y[20] = double.PositiveInfinity;
            return new Figure(t("Dropped readings")).XAxis(t("stage"), t("mm")).YAxis(t("signal"), t("V")).Line(Data.Positions(41), y);
        });
        yield return new("figure: large offset", t =>
            new Figure(t("Lock")).XAxis(t("shot")).YAxis(t("wavelength"), t("nm")).Line(Data.Positions(21, 20), Data.Noise(21, 532.000123, 2e-7, 6)));
        foreach (var (name, x, y) in Edges())
        {
            yield return new("figure: " + name, t => new Figure(t(name)).XAxis(t("x"), t("mm")).YAxis(t("y"), t("V")).Line(x, y));
        }

        yield return new("figure: empty heat map", t => new Figure(t("Nothing")).Heatmap([], [], [], t("z")));
        yield return new("figure: heat map of one", t => new Figure(t("One")).Heatmap([1], [2], [3], t("z")));
        yield return new("figure: empty histogram", t => new Figure(t("None")).Histogram([], name: t("n")));
        yield return new("figure: constant histogram", t => new Figure(t("Same")).Histogram([5, 5, 5, double.NaN], name: t("n")));
        yield return new("figure: no traces", t => new Figure(t("Empty")));
        yield return new("figure: one pixel", _ => PixelImage.FromGray8(1, 1, new byte[] { 7 }));
        yield return new("figure: colour image", t => new Figure(t("RGB")).Image(PixelImage.FromRgb24(3, 2,
            new byte[] { 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0, 0, 255, 255, 255, 0, 255 })));
    }

    public static Figure Scan(Func<string, string> t)
    {
        var x = Data.Positions(11);
        return new Figure(t("First scan")).XAxis(t("mock_stage"), t("mm")).YAxis(t("mock_power_meter"), t("W")).Line(x, Data.Peak(x, 50, 15, 0.8, 0.01, 1), t("mock_power_meter"));
    }

    public static Figure Two(Func<string, string> t)
    {
        var x = Data.Positions(51);
        return new Figure(t("Coupling")).XAxis(t("stage"), t("mm"))
            .Line(x, Data.Peak(x, 50, 15, 0.8, 0.01, 1), t("power_in"), t("W"))
            .Line(x, Data.Peak(x, 56, 9, 0.5, 0.01, 2), t("power_out"), t("W"));
    }

    public static Figure HeatMap(Func<string, string> t)
    {
        double[] x = Data.Positions(21, 8), y = Data.Positions(16, 6);
        var z = Data.Map(x, y);
        z[50] = double.NaN;
        z[51] = double.NaN;
        return new Figure(t("Grid scan")).XAxis(t("stage_x"), t("mm")).YAxis(t("stage_y"), t("mm")).Heatmap(x, y, z, t("power"), t("W"));
    }

    public static Figure Many(Func<string, string> t, int count)
    {
        var figure = new Figure(t("Channels")).XAxis(t("stage"), t("mm")).YAxis(null, t("V"));
        for (var i = 0; i < count; i++)
        {
            var x = Data.Positions(31);
            figure = figure.Line(x, Data.Peak(x, 20 + (5 * i), 10, 1, 0.01, i), t($"analog_channel_{i}"));
        }

        return figure;
    }

    private static IEnumerable<(string Name, double[] X, double[] Y)> Edges()
    {
        yield return ("no points", [], []);
        yield return ("one point", [3], [0.5]);
        yield return ("one point at zero", [0], [0]);
        yield return ("constant", [1, 2, 3], [7, 7, 7]);
        yield return ("all NaN", [1, 2, 3], [double.NaN, double.NaN, double.NaN]);
        yield return ("all infinite", [1, 2], [double.PositiveInfinity, double.NegativeInfinity]);
        yield return ("huge", [-1e308, 1e308], [-1e308, 1e308]);
        yield return ("tiny", [1e-300, 2e-300], [5e-324, 1e-310]);
    }
}
