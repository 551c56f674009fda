using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Tests.Runs;

/// <summary>Files that look like journals: damaged ones, and records with good checksums and senseless content.</summary>
internal static class HostileJournal
{
    private static readonly string[] Texts =
    [
        "{}", "null", "[]", "{\"columns\":null}", "{\"columns\":[null]}", "{\"columns\":[{\"name\":\"a\",\"type\":\"double\"}]}", "{\"columns\":[{\"name\":\"a\",\"type\":\"ushort[]\"}]}",
        "{\"columns\":[{\"name\":\"b\",\"type\":\"double[]\",\"shape\":[2,-1,0]}]}", "{\"columns\":[{\"name\":\"\",\"type\":\"text\"}]}", "{\"columns\":[{\"name\":\"a\",\"type\":\"System.IO.File\"}]}", "{\"rows\":-1,\"what\":\"x\"}", "{\"rows\":2,\"what\":\"rewound\"}",
        "{\"rows\":1,\"environment\":{}}", "{\"status\":\"success\"}", "{\"uid\":\"u\",\"plan\":{}}", "\u0000", "{\"time\":\"9999-99-99\"}",
    ];

    public static byte[] Make(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole[..(random.Next(4) == 0 ? random.Next(whole.Length) : whole.Length)]);
        for (var changes = random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
        }

        for (var records = random.Next(4); records > 0; records--)
        {
            bytes.AddRange(Record((byte)random.Next(0, 9), random.Next(3) == 0 ? Noise(random) : Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]), random));
        }

        return [.. bytes];
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(60)];
        random.NextBytes(noise);
        if (random.Next(2) == 0)
        {
            // A row that says it is short of nothing, with counts that are too large.
            noise.AsSpan().Clear();
            noise.AsSpan(Math.Min(17, noise.Length)).Fill(0x7f);
        }

        return noise;
    }

    private static byte[] Record(byte kind, byte[] payload, Random random)
    {
        var record = new byte[JournalFormat.RecordHeadBytes + 1 + payload.Length];
        var length = random.Next(10) == 0 ? (uint)random.NextInt64(uint.MaxValue) : (uint)payload.Length + 1;
        BinaryPrimitives.WriteUInt32LittleEndian(record, length);
        record[JournalFormat.RecordHeadBytes] = kind;
        payload.CopyTo(record, JournalFormat.RecordHeadBytes + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), JournalFormat.Crc32C(record.AsSpan(0, 4), record.AsSpan(JournalFormat.RecordHeadBytes)));
        return record;
    }
}
