using System.Text.Json;

namespace LabSdk.Display.Tests.Figures;

public class AxisMarkTests
{
    private static readonly Figure Laps = new Figure("Speed").XAxis("time", "s").Line([0, 50, 100], [1, 2, 3]).Mark(0, "Out Lap").Mark(40, "Lap <1>").Mark(41).Mark(900, "far away");

    [Fact]
    public void Marks_are_dashed_lines_with_their_texts_in_svg()
    {
        var svg = Laps.ToSvg();

        Assert.Contains("stroke-dasharray", svg);
        Assert.Contains("Out Lap", svg);
        Assert.DoesNotContain("far away", svg);
    }

    [Fact]
    public void A_text_is_left_out_where_the_next_mark_leaves_no_room() => Assert.DoesNotContain("Lap &lt;1", Laps.ToSvg());

    [Fact]
    public void Marks_are_shapes_and_annotations_in_plotly()
    {
        using var json = JsonDocument.Parse(Laps.ToPlotlyJson());
        var layout = json.RootElement.GetProperty("layout");

        Assert.Equal(3, layout.GetProperty("shapes").GetArrayLength());
        Assert.Equal("Out Lap", Assert.Single(layout.GetProperty("annotations").EnumerateArray()).GetProperty("text").GetString());
    }

    [Fact]
    public void Marks_stand_below_a_text_plot() => Assert.Contains("Out Lap from 0, Lap <1> from 40", Laps.ToMimeBundle().PlainText);

    [Fact]
    public void Marks_of_a_time_axis_are_times()
    {
        var figure = new Figure().Line([DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1)], [1, 2]).Mark(30.5, "half");
        using var json = JsonDocument.Parse(figure.ToPlotlyJson());

        Assert.StartsWith("1970-01-01 00:00:30.", json.RootElement.GetProperty("layout").GetProperty("shapes")[0].GetProperty("x0").GetString());
    }
}
