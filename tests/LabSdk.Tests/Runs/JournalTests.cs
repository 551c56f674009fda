using LabSdk.Data;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

public class JournalTests
{
    private readonly SoftMotor _stage = new("stage", -100, 100) { Offset = 0.25 };
    private readonly SoftDetector _power = new("power");
    private readonly MemoryJournalFile _file = new();

    [Fact]
    public void Journal_holds_what_was_planned_measured_and_how_it_ended()
    {
        var scan = _file.Under(Scan(_stage, 0, 4, 5).Read(_power).WithMetadata(new { sample = "A7", power = 1.5, token = new Secret("canary-77") })).Run("first");
        var journal = _file.Read();

        Assert.Equal((scan.Uid, "first", 5L), (journal.Start.Uid, journal.Start.Name, journal.Start.Points));
        Assert.Equal(("stage", "mm", "power", "W"), (journal.Start.Motors[0].Id, journal.Start.Motors[0].Unit, journal.Start.Detectors[0].Id, journal.Start.Detectors[0].Unit));
        Assert.Equal("success", journal.Stop!.Status);
        Assert.Equal([0, 1, 2, 3, 4], journal.Indices);
        AssertSame(scan.Data, journal.Rows);
        Assert.Equal(("A7", 1.5, Secret.Mask), (journal.Rows.Metadata["sample"], journal.Rows.Metadata["power"], journal.Rows.Metadata["token"]));
        Assert.DoesNotContain("canary-77", System.Text.Encoding.UTF8.GetString(_file.Bytes), StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, journal.Start.Environment.ProcessId);
        Assert.Equal((0, 0, 0L), (journal.DamagedRecords, journal.SupersededRows, journal.TornBytes));
        Assert.True(_file.IsClosed);
    }

    [Fact]
    public void Row_is_in_the_journal_before_anybody_sees_it()
    {
        var seen = new List<int>();
        _file.Under(Scan(_stage, 0, 4, 5).Read(_power).OnPoint(point => seen.Add(_file.Read().Rows.RowCount - point.Scan.Data.RowCount))).Run();
        Assert.Equal([0, 0, 0, 0, 0], seen);
    }

    /// <summary>Wherever the file is cut, all whole records come back, and what was cut is told.</summary>
    [Fact]
    public void Journal_torn_at_any_byte_gives_every_whole_row()
    {
        var scan = _file.Under(Scan(_stage, 0, 4, 5).Read(_power)).Run();
        var bytes = _file.Bytes;
        var ends = new List<(long End, int Rows)>();
        var last = 0;
        for (var length = 0; length <= bytes.Length; length++)
        {
            try
            {
                var torn = JournalReader.Read(new MemoryStream(bytes, 0, length), "torn");
                Assert.Equal(length, torn.End + torn.TornBytes);
                Assert.InRange(torn.Rows.RowCount, last, last + 1);
                last = torn.Rows.RowCount;
                Assert.Equal(scan.Data["position"].ToDoubles().Take(last), torn.Rows.Columns.Count == 0 ? [] : torn.Rows["position"].ToDoubles());
            }
            catch (JournalException error)
            {
                Assert.Equal((JournalErrorIds.NotReadable, 0), (error.ErrorId, last));
            }
        }

        Assert.Equal(5, last);
    }

    [Fact]
    public void Flipped_bit_costs_no_more_than_the_records_it_hits()
    {
        _file.Under(Scan(_stage, 0, 9, 10).Read(_power)).Run();
        var bytes = _file.Bytes;
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                var journal = JournalReader.Read(new MemoryStream(damaged), "damaged");
                Assert.True(journal.DamagedRecords + journal.TornBytes > 0, "a flipped bit was not seen");
                Assert.All(journal.Indices.Zip(journal.Rows.Columns.Count == 0 ? [] : journal.Rows["position"].ToDoubles()), pair => Assert.Equal(pair.First, pair.Second));
            }
            catch (JournalException error)
            {
                Assert.Equal(JournalErrorIds.NotReadable, error.ErrorId);
            }
        }
    }

    [Fact]
    public void Hostile_files_raise_nothing_but_the_journals_own_error()
    {
        _file.Under(Scan(_stage, 0, 3, 4).Read(_power)).Run();
        var bytes = _file.Bytes;
        var random = new Random(2);
        for (var i = 0; i < 50_000; i++)
        {
            try
            {
                JournalReader.Read(new MemoryStream(HostileJournal.Make(bytes, random)), "hostile");
            }
            catch (JournalException)
            {
            }
        }
    }

    [Fact]
    public void Every_kind_of_cell_comes_back()
    {
        (Type Type, DataValue Value)[] cells =
        [
            (typeof(double), Math.PI), (typeof(double), double.NaN), (typeof(float), 1.5f), (typeof(int), -7), (typeof(long), long.MaxValue), (typeof(bool), true),
            (typeof(string), "grün\n\0🧪"), (typeof(DateTimeOffset), new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromMinutes(-330))), (typeof(TimeSpan), TimeSpan.FromTicks(-1)),
            (typeof(double[]), new DataValue(new[] { 1.0, double.NegativeInfinity })), (typeof(float[]), new DataValue(new float[] { 1, 2, 3 })), (typeof(ushort[]), new DataValue(new ushort[] { 65535, 0 })),
            (typeof(byte[]), new DataValue(Array.Empty<byte>())), (typeof(double), DataValue.Null), (typeof(int[]), DataValue.Null),
        ];
        var row = new JournalRow([.. cells.Select((cell, i) => JournalColumn.Of(new ColumnInfo($"c{i}"), cell.Type))]);
        var values = Array.ConvertAll(cells, cell => cell.Value);
        var bytes = new byte[row.Measure(values)];
        row.Write(bytes, 42, TimeSpan.FromSeconds(1.5), true, values);

        var read = new DataValue[values.Length];
        Assert.True(row.TryRead(bytes, read, out var index, out var elapsed, out var isComplete));
        Assert.Equal((42, TimeSpan.FromSeconds(1.5), true), (index, elapsed, isComplete));
        Assert.Equal(values.Select(Text), read.Select(Text));
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.False(row.TryRead(bytes.AsSpan(0, length), read, out _, out _, out _)));
    }

    /// <summary>A camera frame for each point: the array is in the journal as it was, and the next row too.</summary>
    [Fact]
    public void Images_are_rows_like_any_other()
    {
        var image = Enumerable.Range(0, 64 * 48).Select(i => (ushort)(i * 21)).ToArray();
        var column = JournalColumn.Of(new ColumnInfo("frame") { Shape = [48, 64], Role = ColumnRole.Detector }, typeof(ushort[]));
        using (var writer = JournalWriter.Create(_file, "memory", JournalSync.System, StartOfNothing(), new JournalDescriptor([column])))
        {
            writer.Append(0, TimeSpan.Zero, true, [new DataValue(image)]);
            writer.Append(1, TimeSpan.Zero, true, [DataValue.Null]);
            writer.Append(2, TimeSpan.Zero, true, [new DataValue(image)]);
        }

        var rows = _file.Read().Rows;
        Assert.Equal(3, rows.RowCount);
        Assert.Equal([48, 64], rows["frame"].Info.Shape);
        Assert.Equal(image, (ushort[])rows[0, "frame"].ToObject()!);
        Assert.True(rows[1, "frame"].IsNull);
    }

    [Fact]
    public void Arrays_of_another_size_than_the_column_says_are_kept_without_a_shape()
    {
        var column = JournalColumn.Of(new ColumnInfo("frame") { Shape = [2, 2] }, typeof(double[]));
        using (var writer = JournalWriter.Create(_file, "memory", JournalSync.System, StartOfNothing(), new JournalDescriptor([column])))
        {
            writer.Append(0, TimeSpan.Zero, true, [new DataValue(new double[4])]);
            writer.Append(1, TimeSpan.Zero, true, [new DataValue(new double[3])]);
        }

        var rows = _file.Read().Rows;
        Assert.Equal((2, null), (rows.RowCount, rows["frame"].Info.Shape));
    }

    [Fact]
    public void Each_row_is_flushed_to_the_disk_when_the_plan_says_so()
    {
        _file.Under(Scan(_stage, 0, 4, 5).Read(_power), JournalSync.EachRow).Run();
        Assert.InRange(_file.Flushes, 5, 9);

        var lazy = new MemoryJournalFile();
        lazy.Under(Scan(_stage, 0, 4, 5).Read(_power)).Run();
        Assert.Equal(0, lazy.Flushes);
    }

    private static JournalStart StartOfNothing() => new(
        "u", "n", null, DateTimeOffset.UnixEpoch, "", 0, PlanDescription.Of(Count(1)), [], [], [], new Dictionary<string, System.Text.Json.JsonElement>(), RunEnvironment.Current);

    private static string Text(DataValue value) => value.ToObject() is Array array ? string.Join(',', array.Cast<object>()) : value.ToString();

    internal static void AssertSame(DataFrame expected, DataFrame actual)
    {
        Assert.Equal(expected.Columns.Select(column => column.Info with { Shape = null }), actual.Columns.Select(column => column.Info with { Shape = null }));
        Assert.Equal(expected.Columns.Select(column => column.Info.Shape), actual.Columns.Select(column => column.Info.Shape));
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach (var column in expected.Columns)
        {
            Assert.Equal(column.Select(Text), actual[column.Name].Select(Text));
        }
    }
}
