using LabSdk.Display.Tests.Rules;

namespace LabSdk.Display.Tests.Tables;

public sealed class TableTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(50, 50, null)]
    [InlineData(51, 50, "⋯ 1 row between ⋯")]
    [InlineData(60, 50, "⋯ 10 rows between ⋯")]
    [InlineData(5000, 50, "⋯ 4,950 rows between ⋯")]
    public void Long_tables_show_both_ends_and_count_the_middle(int rows, int shown, string? gap)
    {
        var root = OutputReader.Html(Table(rows).ToHtml());
        var body = root.Descendants("tbody").First().Elements("tr").ToArray();

        Assert.Equal(shown, body.Count(r => r.Attribute("class") is null));
        Assert.Equal(gap, body.SingleOrDefault(r => r.Attribute("class")?.Value == "lab-gap")?.Value);
        Assert.Equal(gap is null ? 0 : 1, root.Descendants("details").Count());
        if (rows > 0)
        {
            Assert.Equal((rows - 1).ToString(), body[^1].Elements("td").First().Value);
        }
    }

    [Fact]
    public void The_middle_can_be_unfolded_and_what_is_not_there_is_counted()
    {
        var details = OutputReader.Html(Table(5000).ToHtml()).Descendants("details").Single();
        var rows = details.Descendants("tbody").Single().Elements("tr").ToArray();

        Assert.Equal("Show the first 200 of the 4,950 rows between", details.Element("summary")!.Value);
        Assert.Equal("25", rows[0].Elements("td").First().Value);
        Assert.Equal("4,750 more rows are not in this output", rows[^1].Value);
    }

    [Fact]
    public void Units_stand_in_the_header_and_numbers_to_the_right()
    {
        var root = OutputReader.Html(new TableModel([new("power", "W"), "name"], [[1.5, "a"], [22.25, "b"]]).ToHtml());

        Assert.Equal("power (W)", root.Descendants("th").First().Value);
        Assert.Equal(["1.50", "a", "22.25", "b"], root.Descendants("td").Select(e => e.Value));
        Assert.Equal(["lab-right", null, "lab-right", null], root.Descendants("td").Select(e => e.Attribute("class")?.Value));
    }

    [Fact]
    public void NaN_null_and_infinity_look_different()
    {
        var cells = OutputReader.Html(new TableModel(["v"], [[double.NaN], [Cell.Null], [double.PositiveInfinity], [0.5]]).ToHtml())
            .Descendants("td").Select(e => e.ToString(System.Xml.Linq.SaveOptions.DisableFormatting)).ToArray();

        Assert.Equal(4, cells.Distinct().Count());
        Assert.Contains("NaN", cells[0]);
        Assert.Contains("—", cells[1]);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { "1", "2", "3" })]
    [InlineData(new[] { 0.25, 10 }, new[] { "0.25", "10.00" })]
    [InlineData(new[] { 1.23456789, 100 }, new[] { "1.235", "100.000" })]
    [InlineData(new[] { 1e-6, 2.5e-6 }, new[] { "1.0e-6", "2.5e-6" })]
    [InlineData(new[] { 0.0, 0.0 }, new[] { "0", "0" })]
    [InlineData(new[] { 1e12, 0 }, new[] { "1e12", "0" })]
    public void Numbers_of_a_column_line_up(double[] values, string[] expected)
    {
        var format = ColumnFormat.Choose(values);
        Assert.Equal(expected, values.Select(format.Write));
    }

    [Fact]
    public void A_row_shorter_than_the_columns_has_missing_values() =>
        Assert.Equal(CellKind.Null, new TableModel(["a", "b"], [["x"]])[0, 1].Kind);

    [Fact]
    public void Many_columns_are_counted()
    {
        var html = new TableModel([.. Enumerable.Range(0, 100).Select(i => (TableColumn)$"c{i}")], 1, (_, c) => c).ToHtml();

        Assert.Equal(40, OutputReader.Html(html).Descendants("th").Count());
        Assert.Contains("100 columns, the first 40 shown", html);
    }

    [Fact]
    public void Text_is_a_box_with_the_size_in_words() => Assert.Equal(
        """
        ╭───────────┬──────╮
        │ power (W) │ name │
        ├───────────┼──────┤
        │      1.50 │ a    │
        │     22.25 │ b    │
        ╰───────────┴──────╯
        2 rows × 2 columns
        """.ReplaceLineEndings("\n"),
        new TableModel([new("power", "W"), "name"], [[1.5, "a"], [22.25, "b"]]).ToString());

    [Fact]
    public void Cells_come_from_any_value()
    {
        Assert.Equal(CellKind.Null, Cell.From(null).Kind);
        Assert.Equal("18446744073709551615", Cell.From(ulong.MaxValue).ToString());
        Assert.Equal("9223372036854775807", Cell.From(long.MaxValue).ToString());
        Assert.Equal("0.5", Cell.From(0.5f).ToString());
        Assert.Equal("true", Cell.From(true).ToString());
        Assert.Equal("2026-11-21 12:00:00.000Z", Cell.From(new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.FromHours(1))).ToString());
        Assert.Equal("3 mm", Cell.Number(3, "mm").ToString());
        Assert.Equal("▲ moving", Cell.Of(State.Warn, "moving").ToString());
    }

    private static TableModel Table(int rows) => new(["row", "value"], rows, (row, column) => column == 0 ? row : row * 0.5);
}
