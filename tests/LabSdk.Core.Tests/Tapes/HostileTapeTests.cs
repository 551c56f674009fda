using System.Buffers.Binary;
using System.Text;
using LabSdk.Framing;
using LabSdk.Tapes;

namespace LabSdk.Core.Tests.Tapes;

public sealed class HostileTapeTests : IDisposable
{
    private const int Inputs = 60_000;

    private static readonly string[] Texts =
    [
        "{}", "null", "[]", "\u0000", "{\"family\":null,\"address\":null}", "{\"family\":\"daq\",\"address\":\"x\",\"facts\":{\"a\":null}}", "{\"family\":\"daq\",\"address\":\"x\",\"facts\":[]}",
        "{\"started\":\"9999-99-99\"}", "{\"started\":\"2026-01-01T00:00:00Z\",\"leftOut\":[null]}", "{\"reason\":null,\"records\":-1}", "{\"reason\":{}}", "read", "",
    ];

    private readonly TestTape _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public async Task A_tape_cut_anywhere_has_every_whole_record_before_the_cut()
    {
        await RecordAsync();
        var whole = await File.ReadAllBytesAsync(_tape.Path);
        var records = TapeReader.Read(_tape.Path).Records;
        var last = 0L;
        for (var length = RecordFraming.HeaderBytes; length <= whole.Length; length++)
        {
            try
            {
                var content = TapeReader.Read(new MemoryStream(whole, 0, length), "x");
                Assert.True(content.Records >= last, "A longer file has no fewer records.");
                Assert.Equal(0, content.DamagedRecords);
                last = content.Records;
            }
            catch (TapeException error)
            {
                Assert.Equal((TapeErrorIds.NotReadable, 0L), (error.ErrorId, last));
            }
        }

        Assert.Equal(records, last);
    }

    [Fact]
    public async Task Whatever_a_file_holds_it_is_read_or_refused_and_answers_or_says_why_not()
    {
        await RecordAsync();
        var whole = await File.ReadAllBytesAsync(_tape.Path);
        var random = new Random(20260504);
        var read = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var bytes = Make(whole, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var content = TapeReader.Read(new MemoryStream(bytes), "x");
                read++;
                Assert.InRange(content.Links.Sum(link => link.Calls.Sum(call => call.Items.Count)), 0, bytes.Length / TapeFormat.Overhead);
            }
            catch (TapeException error)
            {
                Assert.Equal(TapeErrorIds.NotReadable, error.ErrorId);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 200_000 + (bytes.Length * 40L), $"{bytes.Length} bytes took {allocated} bytes of memory.");
        }

        Assert.True(read > Inputs / 10, $"Only {read} of {Inputs} were read at all.");
    }

    [Fact]
    public async Task A_damaged_tape_is_replayed_as_far_as_it_goes()
    {
        await RecordAsync();
        var whole = await File.ReadAllBytesAsync(_tape.Path);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            await File.WriteAllBytesAsync(_tape.Path, Make(whole, random));
            try
            {
                using var replay = _tape.Replay();
                foreach (var link in replay.Links)
                {
                    foreach (var recorded in link.Calls.ToArray())
                    {
                        var call = link.TakeNext(recorded.Name);
                        while ((await call.NextAsync(default)).Message is not null)
                        {
                            // To its end.
                        }
                    }
                }
            }
            catch (TapeException error)
            {
                Assert.StartsWith("LAB-TAPE-", error.ErrorId, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("LABTAPE\n")]
    [InlineData("LABRUN\r\n01234567")]
    [InlineData("a text that is longer than the header of a tape")]
    public void What_is_no_tape_is_refused(string content)
    {
        File.WriteAllText(_tape.Path, content);

        Assert.Equal(TapeErrorIds.NotReadable, Assert.Throws<TapeException>(() => _tape.Replay()).ErrorId);
    }

    [Fact]
    public void A_newer_version_is_refused_and_named()
    {
        var header = new byte[RecordFraming.HeaderBytes];
        RecordFraming.WriteHeader(header, TapeFormat.Magic, 2, 0);
        File.WriteAllBytes(_tape.Path, header);

        Assert.Contains("version 2", Assert.Throws<TapeException>(() => _tape.Replay()).Message, StringComparison.Ordinal);
    }

    private async Task RecordAsync()
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        tap.Facts["name"] = "x";
        for (var i = 0; i < 5; i++)
        {
            var call = tap.Begin("read")!;
            call.Sent([(byte)i]);
            call.Received(new byte[40]);
            call.End(i == 3 ? new TapeEnd(5, "away", IsLocal: true, new Dictionary<string, string> { ["why"] = "because" }) : TapeEnd.Good);
        }

        var writer = _tape.Start();
        writer.Lose(2, 100);
        tap.Begin("late")!.Received([1]);
        await _tape.EndAsync(writer);
    }

    private static byte[] Make(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole[..(random.Next(4) == 0 ? random.Next(whole.Length) : whole.Length)]);
        for (var changes = random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
        }

        for (var records = random.Next(4); records > 0; records--)
        {
            bytes.AddRange(Record(random));
        }

        return [.. bytes];
    }

    private static byte[] Record(Random random)
    {
        var content = random.Next(3) == 0 ? new byte[random.Next(60)] : Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
        if (random.Next(2) == 0)
        {
            random.NextBytes(content);
        }

        var record = new byte[TapeFormat.Overhead + content.Length];
        byte[] kinds = [1, 2, 3, 4, 16, 17, 18, 99];
        var time = random.Next(4) == 0 ? TimeSpan.FromTicks(random.NextInt64(long.MinValue, long.MaxValue)) : TimeSpan.FromSeconds(random.Next(9));
        TapeFormat.WriteBodyHead(record, new TapeRecordHead(
            (TapeRecordKind)kinds[random.Next(kinds.Length)], (TapeDirection)random.Next(4), (ushort)random.Next(3), (uint)random.Next(8), time));
        content.CopyTo(record, TapeFormat.Overhead);
        RecordFraming.Seal(record);
        if (random.Next(10) == 0)
        {
            // A length that the file does not have, with a checksum that fits.
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)random.NextInt64(uint.MaxValue));
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Crc32C.Of(record.AsSpan(0, 4), record.AsSpan(RecordFraming.HeadBytes)));
        }

        return record;
    }
}
