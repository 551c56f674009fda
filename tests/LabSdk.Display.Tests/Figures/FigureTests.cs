using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LabSdk.Display.Tests.Rules;
using LabSdk.Display.Tests.Samples;

namespace LabSdk.Display.Tests.Figures;

public sealed partial class FigureTests
{
    public static TheoryData<string> Names => [.. FigureSamples.All().Select(s => s.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Texts_stay_on_the_drawing(string name)
    {
        var svg = Svg(name);
        double width = Number(svg.Attribute("width")), height = Number(svg.Attribute("height"));

        foreach (var text in svg.Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is null))
        {
            var (dx, dy) = Offset(text);
            var size = Number(text.Attribute("font-size"));
            var length = TextMetrics.Width(text.Value, size);
            var x = Number(text.Attribute("x")) + dx - (text.Attribute("text-anchor")?.Value switch { "middle" => length / 2, "end" => length, _ => 0 });
            Assert.InRange(x, -4, width);
            Assert.InRange(x + length, 0, width + 8);
            Assert.InRange(Number(text.Attribute("y")) + dy, size * 0.6, height);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Marks_of_an_axis_do_not_touch(string name)
    {
        var layout = FigureLayout.Of(Figure(name));
        for (var i = 1; i < layout.XTicks.Places.Length; i++)
        {
            var gap = layout.XMap[layout.XTicks.Places[i]] - layout.XMap[layout.XTicks.Places[i - 1]];
            var half = (TextMetrics.Width(layout.XTicks.Labels[i], 12) + TextMetrics.Width(layout.XTicks.Labels[i - 1], 12)) / 2;
            Assert.True(gap > half, $"{layout.XTicks.Labels[i - 1]} and {layout.XTicks.Labels[i]}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Numbers_in_the_drawing_are_finite(string name) =>
        Assert.All(
            Svg(name).DescendantsAndSelf().SelectMany(e => e.Attributes()).Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height" or "viewBox" or "transform"),
            a => Assert.DoesNotMatch("(?i)nan|∞|inf|[0-9]e", a.Value));

    [Theory, MemberData(nameof(Names))]
    public void Plotly_json_is_an_object_with_plain_arrays(string name)
    {
        using var json = JsonDocument.Parse(Figure(name).ToPlotlyJson());

        Assert.Equal(["data", "layout", "config"], json.RootElement.EnumerateObject().Select(p => p.Name));
        foreach (var trace in json.RootElement.GetProperty("data").EnumerateArray())
        {
            Assert.Contains(trace.GetProperty("type").GetString(), (string[])["scatter", "bar", "heatmap", "image"]);
            foreach (var array in trace.EnumerateObject().Where(p => p.Name is "x" or "y" && p.Value.ValueKind == JsonValueKind.Array))
            {
                Assert.InRange(array.Value.GetArrayLength(), 0, 5000);
            }
        }
    }

    [Fact]
    public void NaN_becomes_null_for_plotly_and_a_gap_in_the_drawing()
    {
        var figure = new Figure().Line([0, 1, 2, 3], [1, double.NaN, 3, 4]);

        Assert.Contains("\"y\":[1,null,3,4]", figure.ToPlotlyJson());
        Assert.Equal(2, Path(figure, "fill", "none").Split('M').Length - 1);
        Assert.Contains("1 value not drawn (NaN or infinite)", figure.ToSvg());
    }

    [Fact]
    public void Titles_are_objects_and_lose_the_markup_of_plotly()
    {
        using var json = JsonDocument.Parse(new Figure("<b>x</b> $y$ & z").Line([1], [2]).ToPlotlyJson());

        Assert.Equal("&lt;b&gt;x&lt;/b&gt; &#36;y&#36; &amp; z", json.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void Many_points_are_thinned_out_but_the_peak_stays()
    {
        var y = new double[1_000_000];
        y[777_777] = 5;
        var kept = Decimation.MinMax(y, 5000);

        Assert.InRange(kept.Length, 2, 5000);
        Assert.Contains(777_777, kept);
        Assert.Equal((0, 999_999), (kept[0], kept[^1]));
        Assert.Equal(kept.Order().Distinct(), kept);
        Assert.Contains("1,000,000 points in the data", new Figure().Line(y, y).ToSvg());
    }

    [Fact]
    public void Different_lengths_are_refused_with_both_counts()
    {
        var error = Assert.Throws<LabException>(() => new Figure().Line([1, 2, 3], [1, 2]));

        Assert.Equal(ViewErrorIds.InvalidFigure, error.ErrorId);
        Assert.Contains("3 values of x but 2 of y", error.Message);
    }

    [Fact]
    public void A_name_that_is_the_only_one_names_the_axis()
    {
        Assert.Contains(">power (W)</text>", new Figure().Line([1, 2], [3, 4], "power", "W").ToSvg());
        Assert.Empty(FigureLayout.Of(new Figure().Line([1, 2], [3, 4], "power", "W")).Legend);
    }

    [Fact]
    public void Names_without_room_are_counted()
    {
        var legend = FigureLayout.Of(FigureSamples.Many(t => t, 60)).Legend;

        Assert.Null(legend[^1].Trace);
        Assert.Equal($"and {60 - (legend.Count - 1)} more", legend[^1].Text);
    }

    [Fact]
    public void Data_are_copied()
    {
        double[] y = [1, 2];
        var figure = new Figure().Line([1, 2], y);
        y[0] = 99;

        Assert.Contains("\"y\":[1,2]", figure.ToPlotlyJson());
    }

    [Fact]
    public void Histogram_counts_every_number_once()
    {
        var values = Samples.Data.Noise(999, 0, 1, 3);
        Assert.Equal(999, Binning.Of(values, null).Counts.Sum());
        Assert.Equal(999, Binning.Of(values, 7).Counts.Sum());
        Assert.Equal([3], Binning.Of([5, 5, 5, double.NaN], null).Counts);
        Assert.Empty(Binning.Of([], null).Counts);
        Assert.Equal(2, Binning.Of([-1e308, 1e308], null).Counts.Sum());
    }

    [Fact]
    public void Text_plot_shows_axes_and_data() => Assert.Equal(
        """
        Ramp
        power (W)
         3.18 ┤                                                                  ⢀⣀⡠⠤⠒
              │                                                          ⢀⣀⡠⠤⠔⠒⠉⠉
        """.ReplaceLineEndings("\n").Split('\n')[..2],
        new Figure("Ramp").XAxis("x", "mm").YAxis("power", "W").Line([0, 1, 2, 3], [0, 1, 2, 3]).ToString().Split('\n')[..2]);

    [Fact]
    public void Html_mode_static_has_no_script_and_inline_brings_the_library()
    {
        var figure = new Figure().Line([1], [2]);

        Assert.DoesNotContain("<script", figure.ToHtml(new HtmlOptions { Figures = FigureMode.Static }));
        Assert.Equal(1, Count(figure.ToHtml(), "<script>"));
        var inline = figure.ToHtml(new HtmlOptions { Figures = FigureMode.Inline, PlotlyLibrary = "var x='</script>';" });
        Assert.Contains("var x='<\\/script>';", inline);
        Assert.Equal(2, Count(inline, "<script>"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Figure Figure(string name) => FigureSamples.All().Single(s => s.Name == name).Plain() switch
    {
        Figure figure => figure,
        PixelImage image => new Figure().Image(image),
        _ => throw new InvalidOperationException(name),
    };

    private static XElement Svg(string name) => OutputReader.Parse(Figure(name).ToSvg());

    private static string Path(Figure figure, string attribute, string value) => OutputReader.Parse(figure.ToSvg()).Descendants()
        .Last(e => e.Name.LocalName == "path" && e.Attribute(attribute)?.Value == value && e.Attribute("stroke-linecap") is not null).Attribute("d")!.Value;

    private static (double X, double Y) Offset(XElement element)
    {
        double x = 0, y = 0;
        foreach (var parent in element.Ancestors())
        {
            if (Translation().Match(parent.Attribute("transform")?.Value ?? "") is { Success: true } match)
            {
                x += double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
                y += double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            }
        }

        return (x, y);
    }

    private static double Number(XAttribute? attribute) => double.Parse(attribute?.Value ?? "0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"translate\((\S+) (\S+)\)")]
    private static partial Regex Translation();
}
