using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class FeatureTests
{
    private const uint Full = 0, Initiate = 1, Continue = 2, Finish = 3, Abort = 4, Save = 8;

    [Fact]
    public async Task Features_are_listed_by_bytes_of_room()
    {
        await using var bench = await CxlBench.DeviceAsync();

        var two = await bench.Mctp.ExecuteRawAsync(0x0500, new CciWriter().U32(8 + (2 * 48)).U16(0).Pad(2).ToArray());
        var last = await bench.Mctp.ExecuteRawAsync(0x0500, new CciWriter().U32(1000).U16(2).Pad(2).ToArray());

        Assert.Equal((2, 3, 8 + 96), (two.Payload.Span[0], two.Payload.Span[2], two.Payload.Length));
        Assert.Equal((1, 2), (last.Payload.Span[0], last.Payload.Span[8 + 16]));
        Assert.Equal(CxlReturnCode.InvalidInput, await bench.CodeAsync(CxlCommands.GetSupportedFeatures, 7, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(3, (await bench.Mctp.GetFeaturesAsync()).Count);
    }

    [Fact]
    public async Task Scrub_that_was_set_is_current_and_saved_when_asked_and_default_stays()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.PatrolScrub, Full | Save, 0, 1, 24, 1));
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.PatrolScrub, Full, 0, 1, 6, 0));

        var (current, saved, initial) = ((await ValueAsync(bench, 0))[1], (await ValueAsync(bench, 2))[1], (await ValueAsync(bench, 1))[1]);
        Assert.Equal((6, 24, 12), (current, saved, initial));
        bench.Device.Reset();
        Assert.Equal(24, (await ValueAsync(bench, 0))[1]);
    }

    [Fact]
    public async Task Value_in_parts_takes_effect_with_the_last_one()
    {
        await using var bench = await CxlBench.DeviceAsync();
        var value = Enumerable.Range(0, 300).Select(index => (byte)(255 - index)).ToArray();

        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.VendorFeature, Initiate, 0, 1, value[..100]));
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.VendorFeature, Continue, 100, 1, value[100..200]));
        Assert.NotEqual(value, (await bench.Mctp.ReadFeatureAsync(CxlUuids.VendorFeature)).ToArray());
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.VendorFeature, Finish, 200, 1, value[200..]));

        Assert.Equal(value, (await bench.Mctp.ReadFeatureAsync(CxlUuids.VendorFeature)).ToArray());
    }

    [Fact]
    public async Task Client_writes_a_long_feature_in_parts()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Device.MessageLimit.Exponent = 8;
        var value = Enumerable.Range(0, 300).Select(index => (byte)(index * 3)).ToArray();

        await bench.Mctp.WriteFeatureAsync(CxlUuids.VendorFeature, value);

        Assert.Equal(value, (await bench.Mctp.ReadFeatureAsync(CxlUuids.VendorFeature)).ToArray());
    }

    [Fact]
    public async Task Wrong_order_other_transfer_version_and_selection_have_codes_of_their_own()
    {
        await using var bench = await CxlBench.DeviceAsync();
        Assert.Equal(CxlReturnCode.FeatureTransferOutOfOrder, await SetAsync(bench, CxlUuids.VendorFeature, Continue, 0, 1, 1));
        Assert.Equal(CxlReturnCode.UnsupportedFeatureVersion, await SetAsync(bench, CxlUuids.VendorFeature, Initiate, 0, 2, 1));
        await SetAsync(bench, CxlUuids.VendorFeature, Initiate, 0, 1, 1, 2);
        Assert.Equal(CxlReturnCode.FeatureTransferInProgress, await SetAsync(bench, CxlUuids.VendorFeature, Initiate, 0, 1, 1));
        Assert.Equal(CxlReturnCode.FeatureTransferInProgress, await SetAsync(bench, CxlUuids.PatrolScrub, Full, 0, 1, 1, 1));
        Assert.Equal(CxlReturnCode.FeatureTransferOutOfOrder, await SetAsync(bench, CxlUuids.VendorFeature, Continue, 5, 1, 1));
        Assert.Equal(CxlReturnCode.Success, await SetAsync(bench, CxlUuids.VendorFeature, Abort, 0, 1));
        Assert.Equal(CxlReturnCode.FeatureTransferOutOfOrder, await SetAsync(bench, CxlUuids.VendorFeature, Continue, 2, 1, 1));

        byte[] Get(Guid id, byte selection) => new CciWriter().Uuid(id).U16(0).U16(4).U8(selection).ToArray();
        Assert.Equal(CxlReturnCode.UnsupportedFeatureSelection, await bench.CodeAsync(CxlCommands.GetFeature, Get(CxlUuids.PatrolScrub, 3)));
        Assert.Equal(CxlReturnCode.Unsupported, await bench.CodeAsync(CxlCommands.GetFeature, Get(Guid.Empty, 0)));
    }

    private static Task<CxlReturnCode> SetAsync(CxlBench bench, Guid id, uint flags, int offset, byte version, params byte[] data) =>
        bench.CodeAsync(CxlCommands.SetFeature, new CciWriter().Uuid(id).U32(flags).U16(offset).U8(version).Pad(9).Bytes(data).ToArray());

    private static async Task<byte[]> ValueAsync(CxlBench bench, byte selection) =>
        (await bench.Mctp.ExecuteRawAsync(0x0501, new CciWriter().Uuid(CxlUuids.PatrolScrub).U16(0).U16(4).U8(selection).ToArray())).Payload.ToArray();
}
