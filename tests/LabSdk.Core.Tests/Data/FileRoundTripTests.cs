using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class FileRoundTripTests
{
    public static TheoryData<int, int> Seeds()
    {
        var data = new TheoryData<int, int>();
        for (var seed = 0; seed < 40; seed++)
        {
            data.Add(seed, seed % 5 == 0 ? 0 : seed * 3 % 50);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Described_csv_gives_the_same_frame_back(int seed, int rows)
    {
        var frame = Frames.Random(seed, rows);
        var back = DataFrame.LoadCsvFromString(frame.ToCsv(new CsvOptions { Describe = true }));
        Frames.AssertSame(frame, back);
        Assert.Equal(frame.Metadata, back.Metadata);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Described_json_lines_give_the_same_frame_back(int seed, int rows)
    {
        var frame = Frames.Random(seed, rows);
        var back = DataFrame.LoadJsonLinesFromString(frame.ToJsonLines(new JsonLinesOptions { Describe = true }));
        Frames.AssertSame(frame, back);
        Assert.Equal(frame.Metadata, back.Metadata);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Npz_gives_the_same_frame_back(int seed, int rows)
    {
        var frame = Frames.Random(seed, rows);
        using var stream = new MemoryStream();
        frame.SaveNpz(stream);
        stream.Position = 0;
        var back = DataFrame.LoadNpz(stream);
        Frames.AssertSame(frame, back);
        Assert.Equal(frame.Metadata, back.Metadata);
        Assert.Equal(frame["image"].Info.Shape, back["image"].Info.Shape);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Npy_gives_the_same_column_back(int seed, int rows)
    {
        foreach (var column in Frames.Random(seed, rows).DropNulls().Columns)
        {
            using var stream = new MemoryStream();
            column.SaveNpy(stream);
            stream.Position = 0;
            var back = DataColumn.LoadNpy(column.Name, stream);
            Assert.Equal(column.ElementType, back.ElementType);
            for (var row = 0; row < column.Count; row++)
            {
                Frames.AssertSame(column[row], back[row], $"{column.Name}[{row}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Schema_gives_the_kinds_of_a_plain_csv(int seed, int rows)
    {
        var frame = Frames.Random(seed, rows);
        var schema = frame.Columns.ToDictionary(column => column.Name, column => column.ElementType);
        var back = DataFrame.LoadCsvFromString(frame.ToCsv(), new CsvOptions { Schema = schema });
        Frames.AssertSame(frame, new DataFrame(back.Columns.Select((column, i) => column.With(frame.Columns[i].Info))));
    }

    [Fact]
    public void Single_columns_keep_their_null_rows_in_csv()
    {
        foreach (var column in Frames.Random(5, 60).Columns)
        {
            var frame = new DataFrame(column);
            Frames.AssertSame(frame, DataFrame.LoadCsvFromString(frame.ToCsv(new CsvOptions { Describe = true })));
        }
    }

    [Fact]
    public void Guessing_looks_at_all_cells()
    {
        var frame = DataFrame.LoadCsvFromString(
            "whole,real,late,flag,when,gap,took,word\n1,1.5,1,True,2026-11-21 10:00:00,,00:00:01.5,NaNo\n2,2,x,false,2026-11-21T10:00:01Z,,,\n3,NaN,3,TRUE,,,1.00:00:00,b\n");
        Assert.Equal(
            [ValueKind.Long, ValueKind.Double, ValueKind.String, ValueKind.Bool, ValueKind.DateTimeOffset, ValueKind.Double, ValueKind.TimeSpan, ValueKind.String],
            frame.Columns.Select(column => column.Kind));
        Assert.Equal(3, frame["gap"].NullCount);
        Assert.True(frame[1, "word"].IsNull);
        Assert.True(frame[2, "real"].IsNaN);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), (DateTimeOffset)frame[0, "when"]);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", 3)]
    [InlineData("a,b\n1,2,3\n", 2)]
    [InlineData("a,a\n1,2\n", 1)]
    [InlineData("a,b\n1,x\"y\n", 2)]
    public void Broken_csv_names_the_line(string text, int line)
    {
        var error = Assert.Throws<DataFormatException>(() => DataFrame.LoadCsvFromString(text));
        Assert.Equal(DataErrorIds.MalformedFile, error.ErrorId);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void Csv_of_another_separator_and_without_names()
    {
        var frame = DataFrame.LoadCsvFromString("1;a,b\n2;c\n", new CsvOptions { Separator = ';', HasNames = false });
        Assert.Equal(["column1", "column2"], frame.Columns.Names);
        Assert.Equal("a,b", frame[0, "column2"].ToString());
    }

    [Fact]
    public void Json_lines_of_other_programs_are_guessed()
    {
        var frame = DataFrame.LoadJsonLinesFromString(
            "{\"x\":1,\"s\":[1,2],\"w\":\"NaN\",\"t\":\"2026-11-21T10:00:00Z\"}\n\n{\"x\":2.5,\"late\":true,\"w\":1.0,\"o\":{\"a\":1}}\n");
        Assert.Equal(typeof(double), frame["x"].ElementType);
        Assert.Equal(typeof(long[]), frame["s"].ElementType);
        Assert.Equal(typeof(double), frame["w"].ElementType);
        Assert.Equal(typeof(DateTimeOffset), frame["t"].ElementType);
        Assert.True(frame[0, "late"].IsNull && (bool)frame[1, "late"]);
        Assert.Equal("{\"a\":1}", frame[1, "o"].ToString());
    }

    [Fact]
    public void Numbers_are_written_as_python_writes_them()
    {
        (double Value, string Text)[] cases =
        [
            (10, "10.0"), (-0.0, "-0.0"), (1.5e-6, "1.5e-06"), (0.0001, "0.0001"), (0.00001, "1e-05"), (1e15, "1000000000000000.0"),
            (1234567890123456.7, "1234567890123456.8"), (1e16, "1e+16"), (-12345678901234568, "-1.2345678901234568e+16"), (1.5e16, "1.5e+16"), (1e17, "1e+17"), (1.5e300, "1.5e+300"), (double.MaxValue, "1.7976931348623157e+308"),
            (5e-324, "5e-324"), (0.1, "0.1"), (123456.789, "123456.789"), (1.2e15, "1200000000000000.0"), (9007199254740993, "9007199254740992.0"),
        ];
        foreach (var (value, text) in cases)
        {
            Assert.Equal(text, NumberText.ToText(value));
        }
    }
}
