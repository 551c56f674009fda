using System.Buffers.Binary;
using System.Text;
using LabSdk.Simulation.Mds.Uhid;

namespace LabSdk.Simulation.Tests.Mds;

/// <summary>The events of /dev/uhid byte for byte, and the error where it cannot be used.</summary>
public sealed class UhidTests
{
    [Fact]
    public void Creation_has_every_field_where_the_kernel_looks_for_it()
    {
        var bytes = UhidEvents.Creation("LabSdk device", "labsdk/1/1", "SIM-0001", 0x2fe3, 0x0007, 0x0100, [1, 2, 3]);

        Assert.Equal(4380, bytes.Length);
        Assert.Equal(11u, UhidEvents.TypeOf(bytes));
        var fields = bytes.AsSpan(4);
        Assert.Equal("LabSdk device", Text(fields[..128]));
        Assert.Equal("labsdk/1/1", Text(fields[128..192]));
        Assert.Equal("SIM-0001", Text(fields[192..256]));
        Assert.Equal(3, BinaryPrimitives.ReadUInt16LittleEndian(fields[256..]));
        Assert.Equal(3, BinaryPrimitives.ReadUInt16LittleEndian(fields[258..]));
        Assert.Equal((0x2fe3u, 7u, 0x0100u, 0u), (U32(fields[260..]), U32(fields[264..]), U32(fields[268..]), U32(fields[272..])));
        Assert.Equal([1, 2, 3, 0], fields[276..280].ToArray());
    }

    [Fact]
    public void Names_that_are_too_long_are_cut_and_end_with_a_zero()
    {
        var bytes = UhidEvents.Creation(new string('n', 500), new string('p', 500), new string('s', 500), 1, 2, 3, new byte[4096]);

        Assert.Equal(0, bytes[4 + 127]);
        Assert.Equal(0, bytes[4 + 191]);
        Assert.Equal(0, bytes[4 + 255]);
        Assert.Throws<ArgumentOutOfRangeException>(() => UhidEvents.Creation("", "", "", 1, 2, 3, new byte[4097]));
    }

    [Fact]
    public void Requests_are_read_and_answered_as_the_kernel_has_them()
    {
        byte[] get = [9, 0, 0, 0, 5, 0, 0, 0, 2, 0, .. new byte[UhidEvents.Size - 10]];
        Assert.Equal((5u, (byte)2, (byte)0), UhidEvents.ReadGet(get));
        var reply = UhidEvents.GetReply(5, [2, 0x41, 0x42]);
        Assert.Equal([10, 0, 0, 0, 5, 0, 0, 0, 0, 0, 3, 0, 2, 0x41, 0x42, 0], reply[..16]);
        Assert.Equal(5, UhidEvents.GetReply(5, [])[8]);

        byte[] set = [13, 0, 0, 0, 6, 0, 0, 0, 5, 0, 2, 0, 5, 1, .. new byte[UhidEvents.Size - 14]];
        var (id, type, report) = UhidEvents.ReadSet(set);
        Assert.Equal((6u, (byte)0), (id, type));
        Assert.Equal([5, 1], report);
        set[10] = set[11] = 0xFF;
        Assert.Equal(UhidEvents.Size - 4 - 8, UhidEvents.ReadSet(set).Report.Length);
        Assert.Equal([14, 0, 0, 0, 6, 0, 0, 0, 0, 0], UhidEvents.SetReply(6, true)[..10]);
        Assert.Equal(5, UhidEvents.SetReply(6, false)[8]);
        Assert.Equal([12, 0, 0, 0, 2, 0, 6, 9], UhidEvents.Input([6, 9])[..8]);
    }

    [Fact]
    public async Task System_without_uhid_says_what_is_missing_and_one_with_it_makes_a_device()
    {
        await using var device = new SimulatedMdsDevice();
        if (!SimulatedUhidDevice.IsSupported)
        {
            var error = Assert.Throws<LabConfigurationException>(() => SimulatedUhidDevice.Create(device));
            Assert.Equal(SimulationErrorIds.NoUhid, error.ErrorId);
            Assert.Contains("modprobe uhid", error.Message);
            return;
        }

        try
        {
            SimulatedUhidDevice.Create(device).Dispose();
        }
        catch (LabConfigurationException error)
        {
            Assert.Equal(SimulationErrorIds.NoUhid, error.ErrorId);
        }
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field).TrimEnd('\0');

    private static uint U32(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadUInt32LittleEndian(field);
}
