using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class FirmwareTests
{
    private const byte Full = 0, Initiate = 1, Continue = 2, End = 3, Abort = 4;

    [Fact]
    public async Task Package_in_parts_lands_in_its_slot_and_runs_after_activation()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await TransferAsync(bench, Initiate, 0, 0, "SIM 2.0");
        await TransferAsync(bench, Continue, 0, 1);
        await TransferAsync(bench, End, 2, 2);

        var stored = await bench.Mctp.ExecuteAsync<GetFwInfo>(CxlCommands.GetFwInfo, null);
        Assert.Equal(("SIM 1.0", "SIM 2.0"), (stored.FirmwareRevision1.ToString(), stored.FirmwareRevision2.ToString()));
        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ActivateFw, 1, 2));
        Assert.Equal((1, 2), await SlotsAsync(bench));
        bench.Device.Reset();
        Assert.Equal((2, 0), await SlotsAsync(bench));
        Assert.Equal("SIM 2.0", (await bench.Mctp.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null)).FirmwareRevision.ToString());
    }

    [Fact]
    public async Task Activation_online_takes_effect_at_once()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await TransferAsync(bench, Full, 2, 0, "SIM 3.0");

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ActivateFw, 0, 2));

        Assert.Equal((2, 0), await SlotsAsync(bench));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Slot_that_is_none_active_or_too_high_is_refused(byte slot)
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidSlot, await bench.CodeAsync(CxlCommands.TransferFw, Part(Full, slot, 0)));
        Assert.Equal(CxlReturnCode.InvalidSlot, await bench.CodeAsync(CxlCommands.ActivateFw, 0, slot));
    }

    [Fact]
    public async Task Empty_slot_is_not_activated()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidSlot, await bench.CodeAsync(CxlCommands.ActivateFw, 0, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Part_that_overlaps_or_leaves_a_gap_is_out_of_order(uint offset)
    {
        await using var bench = await CxlBench.DeviceAsync();
        await TransferAsync(bench, Initiate, 0, 0);
        await TransferAsync(bench, Continue, 0, 1);

        var expected = offset == 2 ? CxlReturnCode.BackgroundStarted : CxlReturnCode.FirmwareTransferOutOfOrder;
        Assert.Equal(expected, await bench.CodeAsync(CxlCommands.TransferFw, Part(Continue, 0, offset)));
    }

    [Fact]
    public async Task Same_part_again_is_taken_as_one_whose_answer_was_lost()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await TransferAsync(bench, Initiate, 0, 0);
        await TransferAsync(bench, Continue, 0, 1);
        await TransferAsync(bench, Continue, 0, 1);

        await TransferAsync(bench, End, 2, 2);

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.ActivateFw, 1, 2));
    }

    [Fact]
    public async Task Second_beginning_is_refused_until_the_first_is_aborted_or_too_old()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await TransferAsync(bench, Initiate, 0, 0);
        Assert.Equal(CxlReturnCode.FirmwareTransferInProgress, await bench.CodeAsync(CxlCommands.TransferFw, Part(Initiate, 0, 0)));

        Assert.Equal(CxlReturnCode.Success, await bench.CodeAsync(CxlCommands.TransferFw, Part(Abort, 0, 0)));
        await TransferAsync(bench, Initiate, 0, 0);
        bench.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(CxlReturnCode.FirmwareTransferOutOfOrder, await bench.CodeAsync(CxlCommands.TransferFw, Part(Continue, 0, 1)));
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.TransferFw, Part(Initiate, 0, 0)));
    }

    [Fact]
    public async Task Data_that_are_no_multiple_of_128_are_refused()
    {
        await using var bench = await CxlBench.DeviceAsync();

        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.TransferFw, [.. Part(Full, 2, 0), 1]));
        Assert.Equal(CxlReturnCode.InvalidPayloadLength, await bench.CodeAsync(CxlCommands.TransferFw, new byte[127]));
    }

    private static byte[] Part(byte action, byte slot, uint offset, string begin = "") =>
        new CciWriter().U8(action).U8(slot).Pad(2).U32(offset).Pad(120).Ascii(begin, 128).ToArray();

    private static async Task TransferAsync(CxlBench bench, byte action, byte slot, uint offset, string begin = "")
    {
        Assert.Equal(CxlReturnCode.BackgroundStarted, await bench.CodeAsync(CxlCommands.TransferFw, Part(action, slot, offset, begin)));
        bench.Time.Advance(TimeSpan.FromSeconds(action == Full ? 10 : 2));
    }

    private static async Task<(int Active, int Staged)> SlotsAsync(CxlBench bench)
    {
        var information = await bench.Mctp.ExecuteRawAsync(CxlCommands.GetFwInfo.Opcode, default);
        var slots = information.Payload.Span[1];
        return (slots & 7, slots >> 3);
    }
}
