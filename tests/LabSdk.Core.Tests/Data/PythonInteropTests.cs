using System.Diagnostics;
using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

/// <summary>Files go to Python and come back: numpy and pandas of the distribution are the other side.</summary>
public sealed class PythonInteropTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-frame").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Plain_csv_is_byte_for_byte_what_pandas_writes()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 20_000)
            .Select(i => i < 400 ? Math.Pow(10, i / 10.0 - 20) : BitConverter.Int64BitsToDouble(random.NextInt64()))
            .Select(v => double.IsFinite(v) ? v : 0).ToArray();
        var frame = new DataFrame(
            DataColumn.Create("position", values.Select((_, i) => i * 10.0)),
            DataColumn.Create("mock_power_meter", values),
            DataColumn.Create("n", values.Select((_, i) => i - 5)),
            DataColumn.Create("ok", values.Select((_, i) => i % 2 == 0)),
            DataColumn.Create("label", values.Select((_, i) => i % 3 == 0 ? null! : $"a,\"{i}\"")));
        frame.SaveCsv(In("ours.csv"));
        Python("""
            import pandas
            frame = pandas.read_csv("ours.csv", float_precision="round_trip")
            assert list(frame.dtypes.astype(str)) == ["float64", "float64", "int64", "bool", "object"], frame.dtypes
            frame.to_csv("pandas.csv", index=False)
            """);
        Assert.Equal(File.ReadAllBytes(In("ours.csv")), File.ReadAllBytes(In("pandas.csv")));
        Frames.AssertSame(frame.With(frame["n"].As<long>()), DataFrame.LoadCsv(In("pandas.csv")));
    }

    [Fact]
    public void Described_csv_reads_in_pandas_past_the_comments()
    {
        var frame = new DataFrame([DataColumn.Create("x", [1.5, 2], "μm"), DataColumn.Create("s", ["#1", "b # c"])], new Dictionary<string, object?> { ["scan"] = "n,1" });
        frame.SaveCsv(In("described.csv"), new CsvOptions { Describe = true });
        Python("""
            import pandas
            frame = pandas.read_csv("described.csv", comment="#")
            assert list(frame["x"]) == [1.5, 2.0] and list(frame["s"]) == ["#1", "b # c"], frame
            """);
    }

    [Fact]
    public void Csv_of_pandas_with_index_times_and_gaps_reads_here()
    {
        Python("""
            import pandas
            pandas.DataFrame({"t": pandas.date_range("2026-11-21", periods=3, freq="90s", tz="UTC"), "x": [1.0, None, float("inf")],
                "n": [1, 2, 3], "s": ["a", None, "c"], "b": [True, False, True]}).to_csv("index.csv")
            """);
        var frame = DataFrame.LoadCsv(In("index.csv"));
        Assert.Equal(["column1", "t", "x", "n", "s", "b"], frame.Columns.Names);
        Assert.Equal(
            [ValueKind.Long, ValueKind.DateTimeOffset, ValueKind.Double, ValueKind.Long, ValueKind.String, ValueKind.Bool],
            frame.Columns.Select(c => c.Kind));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 0, 1, 30, TimeSpan.Zero), frame[1, "t"].Get<DateTimeOffset>());
        Assert.True(frame[1, "x"].IsNull && frame[1, "s"].IsNull);
    }

    [Fact]
    public void Npz_reads_in_numpy_and_back()
    {
        var frame = Frames.Random(4, 30);
        frame.SaveNpz(In("ours.npz"));
        Python("""
            import json, numpy
            data = numpy.load("ours.npz", allow_pickle=False)
            assert data["real"].dtype == "float64" and data["narrow"].dtype == "float32" and data["small"].dtype == "int32"
            assert data["large"].dtype == "int64" and data["flag"].dtype == "bool" and data["image"].shape == (30, 2, 3)
            assert data["image"].dtype == "uint16" and data["spectrum"].shape == (30, 2) and data["took"].dtype.kind == "m"
            assert data["flag.null"].dtype == "bool" and json.loads(str(data["__labsdk__"][0]).split("\n")[-1])["points"] == 30
            numpy.savez_compressed("theirs.npz", **{name: data[name] for name in data.files})
            """);
        var back = DataFrame.LoadNpz(In("theirs.npz"));
        Frames.AssertSame(frame, back);
        Assert.Equal(frame.Metadata, back.Metadata);
    }

    [Theory]
    [InlineData("numpy.arange(6, dtype='>i2')", "int", "0 1 2 3 4 5")]
    [InlineData("numpy.arange(6, dtype='u8')", "long", "0 1 2 3 4 5")]
    [InlineData("numpy.array([1.5, -2], dtype='f2')", "float", "1.5 -2")]
    [InlineData("numpy.array([1.5, -2], dtype='>f8')", "double", "1.5 -2")]
    [InlineData("numpy.array(['a', 'μ🙂'])", "text", "a μ🙂")]
    [InlineData("numpy.array(['a', 'bc'], dtype='>U5')", "text", "a bc")]
    [InlineData("numpy.array([b'a', b'bc'])", "text", "a bc")]
    [InlineData("numpy.array([True, False])", "bool", "true false")]
    [InlineData("numpy.float32(3)", "float", "3")]
    [InlineData("numpy.array(['2026-11-21', 'NaT'], dtype='M8[D]')", "time", "2026-11-21T00:00:00.0000000+00:00 ")]
    [InlineData("numpy.array([90], dtype='m8[s]')", "duration", "00:01:30")]
    public void Npy_of_numpy_reads_here(string expression, string kind, string values)
    {
        Python($"import numpy\nnumpy.save('a.npy', {expression})");
        var column = DataColumn.LoadNpy("a", In("a.npy"));
        Assert.Equal(kind, Element.NameOf(column.ElementType));
        Assert.Equal(values, string.Join(' ', column));
    }

    [Fact]
    public void Npy_in_fortran_order_reads_by_rows()
    {
        Python("import numpy\nnumpy.save('a.npy', numpy.asfortranarray(numpy.arange(24, dtype='u2').reshape(4, 2, 3)))");
        var column = (DataColumn<ushort[]>)DataColumn.LoadNpy("a", In("a.npy"));
        Assert.Equal([2, 3], column.Info.Shape);
        Assert.Equal([6, 7, 8, 9, 10, 11], column.Get(1));
    }

    [Fact]
    public void Npy_of_objects_is_refused_with_advice()
    {
        Python("import numpy\nnumpy.save('a.npy', numpy.array([{}, 1], dtype=object))");
        var error = Assert.Throws<DataFormatException>(() => DataColumn.LoadNpy("a", In("a.npy")));
        Assert.Contains("not supported", error.Message);
    }

    private string In(string file) => Path.Combine(_folder, file);

    private void Python(string script)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { WorkingDirectory = _folder, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
