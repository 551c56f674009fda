namespace LabSdk.Cxl.Tests.Defects;

/// <summary>Defects of libcxlmi in single commands (1 to 3, 12 to 15, 18, 19, 24, 25): wrong layouts, lengths demanded exactly.</summary>
public class PayloadDefectTests
{
    [Fact]
    public Task Defect_01_memory_requests_have_16_bytes_of_header_and_data_where_it_belongs() => Bench.OnBothAsync(
        (_, payload) => payload[3] >= 0x80 ? [4, 0, 0, 0] : [4, 0, 0, 0, 1, 2, 3, 4],
        async bench =>
        {
            var read = new FmapiSendLdCxlioMemRequestRequest { PortId = 9, LdId = 0x0201, TransactionLength = 4, TransactionAddress = 0x1122334455667788 };
            Assert.Equal([1, 2, 3, 4], (await bench.Endpoint.Fabric.SendLdCxlioMemRequestAsync(read)).ReturnData.ToArray());
            Assert.Equal("09000000010204008877665544332211", Convert.ToHexStringLower(bench.Sent[0].Payload));

            var write = read with { Access = new() { IsWrite = true }, TransactionData = new byte[] { 0xA, 0xB, 0xC, 0xD } };
            Assert.True((await bench.Endpoint.Fabric.SendLdCxlioMemRequestAsync(write)).ReturnData.IsEmpty);
            Assert.Equal("090000800102040088776655443322110a0b0c0d", Convert.ToHexStringLower(bench.Sent[1].Payload));
        });

    [Fact]
    public Task Defect_02_setting_the_qos_control_has_an_empty_answer() => Bench.OnBothAsync(
        (_, _) => [],
        async bench =>
        {
            await bench.Endpoint.Memory.SetSldQosControlAsync(new MemdevSetSldQosControlRequest { EgressModeratePercentage = 10 });
            Assert.Equal([0, 10, 0, 0], Assert.Single(bench.Sent).Payload);
            Assert.All(bench.Rooms, room => Assert.Equal(2048, room));
        });

    [Fact]
    public async Task Defect_03_the_event_policy_may_be_answered_with_2_bytes_or_none()
    {
        await Bench.OnBothAsync((_, _) => [0x0F, 0x80], async bench => Assert.Equal(
            (CxlEventKinds)0x800F, (await bench.Endpoint.Component.SetMctpEventInterruptPolicyAsync(CxlEventKinds.Fatal)).Events));
        await Bench.OnBothAsync((_, _) => [], async bench => Assert.Null((await bench.Endpoint.Component.SetMctpEventInterruptPolicyAsync(CxlEventKinds.Fatal)).Events));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0xEF, 3)]
    [InlineData(5, 300)]
    public Task Defect_12_security_receive_takes_any_protocol_and_length(byte protocol, int length) => Bench.OnBothAsync(
        (_, _) => new byte[length],
        async bench =>
        {
            Assert.Equal(length, (await bench.Endpoint.Memory.SecurityReceiveAsync(protocol, 0x1234)).Data.Length);
            Assert.Equal([protocol, 0x34, 0x12, 0, 0, 0, 0, 0], Assert.Single(bench.Sent).Payload);
        });

    [Fact]
    public async Task Defect_13_a_feature_longer_than_2048_bytes_is_returned_as_long_as_it_came()
    {
        await using var bench = await Bench.MctpAsync((_, _) => new byte[3000]);
        Assert.Equal(3000, (await bench.Endpoint.Component.GetFeatureAsync(CxlFeatureIds.DevicePatrolScrubControl, 0, 4000, CxlFeatureSelection.Current)).Data.Length);
        Assert.Equal(3000, (await bench.Endpoint.Component.GetFeatureAsync(CxlFeatureIds.DevicePatrolScrubControl, 0, 100, CxlFeatureSelection.Current)).Data.Length);
    }

    [Fact]
    public async Task Defect_14_a_refused_list_of_tags_is_not_decoded()
    {
        await using var bench = await Bench.MctpAsync((_, _) => [0xFF, 0xFF], code: 2);
        var error = await Assert.ThrowsAsync<CxlDeviceException>(async () => await bench.Endpoint.Fabric.DcListTagsAsync(0, 1));
        Assert.Equal((CxlReturnCode.InvalidInput, 0x5608), (error.ReturnCode, (int)error.Opcode!));
    }

    [Fact]
    public async Task Defect_15_a_short_answer_of_a_mailbox_is_an_error_and_not_zeroes()
    {
        await using var bench = Bench.Mailbox((_, _) => new byte[17]);
        var error = await Assert.ThrowsAsync<CxlProtocolException>(async () => await bench.Endpoint.Memory.GetHealthInfoAsync());
        Assert.Equal((0x4200, "mem0"), ((int)error.Opcode!, error.Endpoint));
    }

    [Fact]
    public Task Defect_18_devices_of_cxl_2_0_are_identified() => Bench.OnBothAsync(
        (_, _) => new byte[67],
        async bench => Assert.Null((await bench.Endpoint.Memory.IdentifyAsync()).DynamicCapacityEventLogSize));

    [Fact]
    public Task Defect_19_longer_answers_are_accepted_and_kept() => Bench.OnBothAsync(
        (_, _) => [.. new byte[18], 1, 2, 3],
        async bench => Assert.Equal([1, 2, 3], (await bench.Endpoint.Memory.GetHealthInfoAsync()).Surplus.ToArray()));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100)]
    public Task Defect_24_vendor_commands_return_as_much_as_came(int length) => Bench.OnBothAsync(
        (_, _) => new byte[length],
        async bench => Assert.Equal(length, (await bench.Endpoint.Component.VendorSpecificAsync(0xC123, new byte[7])).Payload.Length));

    [Fact]
    public Task Defect_25_time_is_sent_in_nanoseconds() => Bench.OnBothAsync(
        (_, _) => [],
        async bench =>
        {
            await bench.Endpoint.Component.SetTimestampAsync(CxlTime.ToNanoseconds(DateTimeOffset.UnixEpoch.AddSeconds(1)));
            Assert.Equal(1_000_000_000, BitConverter.ToInt64(Assert.Single(bench.Sent).Payload));
        });
}
