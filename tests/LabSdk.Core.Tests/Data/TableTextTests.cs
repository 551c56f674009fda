using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class TableTextTests
{
    [Fact]
    public void Long_tables_show_both_ends_and_a_count()
    {
        var lines = DataFrame.Of(("x", Enumerable.Range(0, 1000).ToArray())).ToText(6).Split('\n');
        Assert.Equal(
            """
            ┌─────┐
            │   x │
            ├─────┤
            │   0 │
            │   1 │
            │   2 │
            │  …  │
            │ 997 │
            │ 998 │
            │ 999 │
            └─────┘
            1,000 rows x 1 column, 994 rows not shown
            """, string.Join('\n', lines));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 40)]
    [InlineData(40, 120)]
    [InlineData(40, 20)]
    public void Lines_are_never_wider_than_asked(int columns, int width)
    {
        var frame = new DataFrame(Enumerable.Range(0, columns).Select(i => i % 3 == 2
            ? DataColumn.Create($"a rather long name of column {i}", [new string('w', 300), "b\tc"])
            : (DataColumn)DataColumn.Create($"c{i}", [i * 1.5, double.NaN], "a.u.")));
        var text = frame.ToText(4, width);
        Assert.All(text.Split('\n')[..^1], line => Assert.True(line.Length <= width, line));
        Assert.Single(text.Split('\n')[..^1].Select(line => line.Length).Distinct());
        Assert.DoesNotContain('\t', text);
    }

    [Fact]
    public void Kinds_read_well()
    {
        var text = Frames.Random(2, 5).ToString();
        Assert.Contains("real (mm)", text);
        Assert.Contains("ushort[] of 6", text);
        Assert.Contains("5 rows x 10 columns", text);
    }
}
