using LabSdk.Framing;
using LabSdk.Tapes;
using LabSdk.Tests.EndToEnd;

namespace LabSdk.Tests.Tapes;

/// <summary>Tapes of whole labs, with records left out, doubled and filled with noise, all with good checksums: every family answers or says why not.</summary>
public sealed class HostileLabTapeTests : IDisposable
{
    private const int Tapes = 150;

    private readonly TapeFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Only_errors_of_the_lab_come_out_of_a_tape_that_makes_no_sense()
    {
        using (var lab = Lab.Simulate(SimulatedLab.Options).Record(_files.Path))
        {
            Use(lab);
        }

        var records = Split(File.ReadAllBytes(_files.Path));
        var random = new Random(3);
        var opened = 0;
        for (var i = 0; i < Tapes; i++)
        {
            File.WriteAllBytes(_files.Path, Make(records, random));
            try
            {
                using var lab = Lab.Replay(_files.Path, configure: options => (options.ConnectTimeout, options.Timeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
                opened++;
                Use(lab);
            }
            catch (LabException)
            {
                // Told in the words of the lab.
            }
        }

        Assert.True(opened > 0, "Not one could be opened.");
    }

    private static void Use(Lab lab)
    {
        foreach (var device in lab.Devices)
        {
            _ = device.ToHtml();
        }

        lab.Detector("mock_power_meter").Read();
        lab.Fleet("left_button").Send(Fleet.ExampleStatus.Pressed);
        _ = lab.Cxl("mem0").Health;
        lab.Mds().Collect(1, TimeSpan.FromSeconds(1));
    }

    private static List<byte[]> Split(byte[] tape)
    {
        var records = new List<byte[]>();
        for (var at = RecordFraming.HeaderBytes; at < tape.Length;)
        {
            var length = RecordFraming.HeadBytes + BitConverter.ToInt32(tape, at);
            records.Add(tape[at..(at + length)]);
            at += length;
        }

        return records;
    }

    private static byte[] Make(List<byte[]> records, Random random)
    {
        var header = new byte[RecordFraming.HeaderBytes];
        RecordFraming.WriteHeader(header, TapeFormat.Magic, TapeFormat.MajorVersion, TapeFormat.MinorVersion);
        var bytes = new List<byte>(header);
        foreach (var whole in records)
        {
            var record = whole.ToArray();
            var chance = bytes.Count == header.Length ? 99 : random.Next(60);
            if (chance == 0)
            {
                continue;
            }

            if (chance is 1 or 2 && record.Length > TapeFormat.Overhead)
            {
                record[random.Next(TapeFormat.Overhead, record.Length)] = (byte)random.Next(256);
            }
            else if (chance == 3)
            {
                record = record[..random.Next(TapeFormat.Overhead, record.Length + 1)];
            }

            RecordFraming.Seal(record);
            bytes.AddRange(record);
            if (chance == 4)
            {
                bytes.AddRange(record);
            }
        }

        return [.. bytes];
    }
}
