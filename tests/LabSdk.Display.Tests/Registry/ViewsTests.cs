using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Registry;

public sealed class ViewsTests
{
    [Fact]
    public void The_nearest_registered_type_wins()
    {
        Views.Register<IShape>(_ => new TextBlock("a shape"));
        Assert.Equal("a shape", Views.ToMimeBundle(new Circle()).PlainText);
        Views.Register<Round>(_ => new TextBlock("round"));
        Assert.Equal("round", Views.ToMimeBundle(new Circle()).PlainText);
        Views.Register<Circle>(_ => new TextBlock("a circle"));
        Assert.Equal("a circle", Views.ToMimeBundle(new Circle()).PlainText);
        Assert.Equal("round", Views.ToMimeBundle(new Round()).PlainText);
    }

    [Fact]
    public void A_displayable_shows_itself() => Assert.Equal("myself", Views.ToMimeBundle(new Selfish()).PlainText);

    [Fact]
    public void A_failing_view_shows_its_error_and_id()
    {
        Views.Register<Broken>(_ => throw new InvalidOperationException("device gone <b>"));

        var bundle = Views.ToMimeBundle(new Broken());

        Assert.Contains(ViewErrorIds.ViewFailed, bundle.PlainText);
        Assert.Contains("device gone &lt;b&gt;", bundle.Html);
        Assert.Contains("cannot be shown", Views.ToMimeBundle(new BadText()).PlainText);
        Assert.Contains("cannot be shown", Views.ToMimeBundle(new BadBundle()).PlainText);
    }

    [Fact]
    public void Sequences_stop_at_twenty_items()
    {
        Assert.EndsWith("(80 more)", Views.ToMimeBundle(Enumerable.Range(0, 100).ToList()).PlainText);
        Assert.EndsWith("(more)", Views.ToMimeBundle(Enumerable.Range(0, 100).Where(i => i >= 0)).PlainText);
        Assert.Equal("(empty)", Views.ToMimeBundle(Array.Empty<int>()).PlainText);
    }

    [Fact]
    public void An_error_says_what_to_try_and_never_shows_a_stack()
    {
        LabException error;
        try
        {
            throw new LabException("LAB-X-0001", "It broke.", "Turn it on.", true, new IOException("cable")) { DeviceId = "stage" };
        }
        catch (LabException caught)
        {
            error = caught;
        }

        var bundle = Views.ToMimeBundle(error);

        foreach (var text in (string[])["It broke.", "Turn it on.", "LAB-X-0001", "stage", "IOException: cable"])
        {
            Assert.Contains(text, bundle.PlainText);
            Assert.Contains(text, bundle.Html);
        }

        Assert.DoesNotContain("   at ", bundle.PlainText + bundle.Html);
        Assert.DoesNotContain(nameof(ViewsTests), bundle.PlainText + bundle.Html);
    }

    [Fact]
    public void Health_facts_come_worst_first_with_their_words()
    {
        var text = Views.ToMimeBundle(AllSamples.Get("core: health").Plain()).PlainText.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

        Assert.Equal(["fault", "warn", "unknown", "ok"], text);
    }

    [Fact]
    public void A_frame_plots_its_detectors_over_the_setpoint()
    {
        var figure = CoreSamples.ScanFrame(t => t, 11).Plot();
        var trace = Assert.IsType<PointTrace>(Assert.Single(figure.Traces));

        Assert.Equal(("mock_stage", "mm"), (figure.X.Title, figure.X.Unit));
        Assert.Equal(("power", "W"), (trace.Name, trace.Unit));
    }

    [Fact]
    public void Two_setpoints_on_a_grid_give_a_heat_map_with_empty_cells_for_missing_points()
    {
        var map = Assert.IsType<HeatmapTrace>(Assert.Single(CoreSamples.GridFrame(t => t).Head(15).Plot().Traces));

        Assert.Equal((6, 3), (map.X.Length, map.Y.Length));
        Assert.Equal(3, map.Z.Count(double.IsNaN));
    }

    [Fact]
    public void Named_columns_win_and_unknown_names_help()
    {
        var frame = CoreSamples.ScanFrame(t => t, 11);

        Assert.Equal("readback", frame.Plot("readback", "power").X.Title);
        Assert.Contains("power", Assert.Throws<DataFrameException>(() => frame.Plot("readback", "powr")).Message);
        Assert.Equal(ViewErrorIds.InvalidFigure, Assert.Throws<LabException>(() => DataFrame.Of(("s", new[] { "a" })).Plot()).ErrorId);
    }

    [Fact]
    public void A_camera_frame_has_a_png_and_its_facts()
    {
        var bundle = Views.ToMimeBundle(AllSamples.Get("core: camera frame").Plain());

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bundle.Png[..4].ToArray());
        Assert.Contains("64 × 48 px, 12 bit", bundle.PlainText);
        Assert.Contains("3 frames", bundle.Html);
    }

    [Fact]
    public void Parameters_show_range_access_and_missing_values()
    {
        var table = ParameterView.Table(
            [new ParameterDescription("cam", "gain", ParameterKind.Float, "dB") { Limits = new DeviceLimits(0, 24) }],
            new Dictionary<string, ParameterValue> { ["gain"] = new(3.5, "dB", DateTimeOffset.UnixEpoch) });

        Assert.Equal(["gain", "3.5 dB", "float", "0 to 24 dB", "read, write", "—"], Enumerable.Range(0, 6).Select(c => table[0, c].ToString()));
    }

    private interface IShape;

    private class Round : IShape;

    private sealed class Circle : Round;

    private sealed class Broken;

    private sealed class BadText
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class BadBundle : IDisplayable
    {
        public MimeBundle ToMimeBundle() => throw new InvalidOperationException("no bundle");
    }

    private sealed class Selfish : IDisplayable
    {
        public MimeBundle ToMimeBundle() => MimeBundle.FromText("myself");
    }
}
