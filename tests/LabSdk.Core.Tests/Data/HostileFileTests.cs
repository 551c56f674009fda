using System.IO.Compression;
using System.Text;
using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

/// <summary>Damaged and malicious files: only typed errors, and memory bounded by what has arrived.</summary>
public sealed class HostileFileTests
{
    private const int Inputs = 50_000;

    private static readonly CsvOptions Csv = new() { Describe = true };

    [Fact]
    public void Csv_reader_survives() => Attack(
        [.. Frames3().Select(f => Encoding.UTF8.GetBytes(f.ToCsv(Csv))), "a,b\r\n\"x\"\"y\",\n,\"\"\n"u8.ToArray(), [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'1']],
        "\",\n\r#;\\{}[]: .eE+-0123456789\0ÿtruefalsNaN"u8.ToArray(),
        stream => DataFrame.LoadCsv(stream));

    [Fact]
    public void Json_lines_reader_survives() => Attack(
        [.. Frames3().Select(f => Encoding.UTF8.GetBytes(f.ToJsonLines(new JsonLinesOptions { Describe = true }))), "{\"a\":[1,[2]],\"a\":{}}\n{}\n[]\n"u8.ToArray()],
        "{}[]\",:\n\\u0tfn19.eE-NaNInfinity"u8.ToArray(),
        stream => DataFrame.LoadJsonLines(stream));

    [Fact]
    public void Npy_reader_survives() => Attack(
        [.. Frames3().SelectMany(f => f.DropNulls().Columns).Select(Npy), Header("'>f8'", "(2, 2)", 32), Header("'<M8[25s]'", "(3,)", 24), Header("'|S3'", "()", 3)],
        "(),'<>|=fiubUSMmO[]{}: True0123456789\n"u8.ToArray(),
        stream => DataColumn.LoadNpy("x", stream));

    [Fact]
    public void Npz_reader_survives() => Attack(
        [.. Frames3().Select(Npz)],
        "PK\u0001\u0002\u0003\u0004\u0005\u0006\0\xff"u8.ToArray(),
        stream => DataFrame.LoadNpz(stream, 1 << 24));

    [Fact]
    public void Npz_reader_survives_bad_entries_in_a_sound_archive()
    {
        var random = new Random(11);
        var entries = Frames3().SelectMany(f => f.DropNulls().Columns).Select(Npy).ToArray();
        for (var i = 0; i < 5000; i++)
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
            {
                foreach (var name in new[] { "__labsdk__.npy", "a.npy", "a.null.npy", "../../b.npy", ".npy" })
                {
                    using var content = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                    content.Write(Mutate(random, entries[random.Next(entries.Length)], "0123456789(),'"u8.ToArray()));
                }
            }

            stream.Position = 0;
            Try(() => DataFrame.LoadNpz(stream));
        }
    }

    [Theory]
    [InlineData("'<f8'", "(2000000000,)")]
    [InlineData("'<f8'", "(99999999999999999999,)")]
    [InlineData("'<f8'", "(65536, 65536, 65536, 65536)")]
    [InlineData("'<U0'", "(2000000000,)")]
    [InlineData("'<f8'", "(2000000000, 0)")]
    [InlineData("'<U999999999'", "(1,)")]
    [InlineData("'O'", "(1,)")]
    [InlineData("'|O'", "(1,)")]
    [InlineData("[('a', '<f8')]", "(1,)")]
    [InlineData("'<c16'", "(1,)")]
    [InlineData("'<M8[fortnight]'", "(1,)")]
    [InlineData("'<M8[2000000000W]'", "(1,)")]
    public void Npy_claims_are_not_believed(string type, string shape)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => DataColumn.LoadNpy("x", new MemoryStream(Header(type, shape, 100))));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Npz_that_unpacks_without_end_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            using var content = archive.CreateEntry("a.npy", CompressionLevel.Optimal).Open();
            content.Write(Header("'<f8'", "(1000000,)", 8_000_000));
        }

        stream.Position = 0;
        var error = Assert.Throws<DataFormatException>(() => DataFrame.LoadNpz(stream, 1 << 20));
        Assert.Contains("more than is allowed", error.Message);
    }

    [Fact]
    public void Json_lines_without_common_columns_are_refused_before_they_fill_the_memory()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"{i}\":1}}\n");
        }

        var error = Assert.Throws<DataFormatException>(() => DataFrame.LoadJsonLinesFromString(text.ToString()));
        Assert.Contains("no columns in common", error.Message);
    }

    [Fact]
    public void Files_named_after_hostile_names_stay_in_their_folder()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "data"));
        foreach (var name in (string[])["../../etc/passwd", "..", ".", "", "a/b", "a\\b", "C:\\x", "\0", "con", "NUL.txt", "~", "x\n", " .. ", "COM1 ", new string('a', 5000), "🙂", "..\u2215x"])
        {
            var path = Path.GetFullPath(SafeFileName.InFolder(folder, name, ".csv"));
            Assert.Equal(folder, Path.GetDirectoryName(path));
            Assert.EndsWith(".csv", path);
            Assert.True(Path.GetFileName(path).Length is > 4 and < 160);
        }

        Assert.Equal("Scan 1 (coarse)", SafeFileName.From("Scan 1 (coarse)"));
    }

    [Fact]
    public void Npz_entries_are_safe_to_unpack_and_names_come_back()
    {
        string[] names = ["../up", "/etc/x", "a", "A", "a.null", "__labsdk__", "x\ty"];
        var frame = new DataFrame(names.Select((name, i) => DataColumn.Create(name, new int?[] { i, null })));
        using var stream = new MemoryStream();
        frame.SaveNpz(stream);
        stream.Position = 0;
        Frames.AssertSame(frame, DataFrame.LoadNpz(stream));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        Assert.All(archive.Entries, entry => Assert.True(entry.FullName == entry.Name && !entry.Name.StartsWith('.')));
        Assert.Equal(archive.Entries.Count, archive.Entries.Select(e => e.Name.ToLowerInvariant()).Distinct().Count());
    }

    private static IEnumerable<DataFrame> Frames3() => [Frames.Random(1, 3), Frames.Random(2, 6, false), Frames.Random(3, 1)];

    private static byte[] Npy(DataColumn column)
    {
        using var stream = new MemoryStream();
        column.SaveNpy(stream);
        return stream.ToArray();
    }

    private static byte[] Npz(DataFrame frame)
    {
        using var stream = new MemoryStream();
        frame.SaveNpz(stream);
        return stream.ToArray();
    }

    private static byte[] Header(string type, string shape, int data)
    {
        var text = Encoding.ASCII.GetBytes($"{{'descr': {type}, 'fortran_order': True, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[data]];
    }

    private static void Attack(byte[][] seeds, byte[] alphabet, Action<Stream> read)
    {
        var random = new Random(5);
        for (var i = 0; i < Inputs; i++)
        {
            var input = i % 10 == 0 ? Noise(random, alphabet) : Mutate(random, seeds[random.Next(seeds.Length)], alphabet);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Try(() => read(new MemoryStream(input)));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 4_000_000 + 2000L * input.Length, $"{allocated} bytes for an input of {input.Length}");
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (DataFrameException)
        {
            // The only kind of error that a hostile file may cause.
        }
    }

    private static byte[] Noise(Random random, byte[] alphabet) => [.. Enumerable.Range(0, random.Next(200)).Select(_ => alphabet[random.Next(alphabet.Length)])];

    private static byte[] Mutate(Random random, byte[] seed, byte[] alphabet)
    {
        var bytes = seed.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = alphabet[random.Next(alphabet.Length)];
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.Insert(at, alphabet[random.Next(alphabet.Length)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
