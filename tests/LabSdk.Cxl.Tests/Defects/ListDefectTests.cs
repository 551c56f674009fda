using System.Buffers.Binary;

namespace LabSdk.Cxl.Tests.Defects;

/// <summary>Defects of libcxlmi in answers with lists (4 to 11): fixed counts demanded, counts believed, units multiplied away.</summary>
public class ListDefectTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(126)]
    public Task Defect_04_any_number_of_media_records_is_accepted_and_the_room_is_the_mailbox(int count) => Bench.OnBothAsync(
        (opcode, _) => Counted(32, 16, count, opcode == 0x4300 ? 10 : 18),
        async bench =>
        {
            Assert.Equal(count, (await bench.Endpoint.Memory.GetPoisonListAsync(0, 0x1000)).Records.Count);
            Assert.Equal(count, (await bench.Endpoint.Memory.GetScanMediaResultsAsync()).Records.Count);
            Assert.All(bench.Rooms, room => Assert.Equal(2048, room));
        });

    [Fact]
    public Task Defect_05_event_records_fit_the_mailbox_and_their_count_is_held_against_the_answer() => Bench.OnBothAsync(
        (_, payload) =>
        {
            var page = Counted(32, 128, 2, 20);
            page[20] = payload[0] == 0 ? (byte)2 : (byte)3;
            return page;
        },
        async bench =>
        {
            Assert.Equal(2, (await bench.Endpoint.Component.GetEventRecordsAsync(CxlEventLog.Informational)).Records.Count);
            var error = await Assert.ThrowsAsync<CxlProtocolException>(async () => await bench.Endpoint.Component.GetEventRecordsAsync(CxlEventLog.Warning));
            Assert.Equal(0x0100, (int)error.Opcode!);
            Assert.All(bench.Rooms, room => Assert.Equal(2048, room));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public Task Defect_06_a_sublist_of_logs_has_any_number(int count) => Bench.OnBothAsync(
        (_, _) => Counted(8, 20, count, 0),
        async bench => Assert.Equal(count, (await bench.Endpoint.Component.GetSupportedLogsSublistAsync(7, 0)).Logs.Count));

    [Fact]
    public Task Defect_07_fewer_allocations_than_asked_for_are_accepted() => Bench.OnBothAsync(
        (_, _) => Counted(4, 16, 2, 3),
        async bench => Assert.Equal(2, (await bench.Endpoint.Fabric.GetLdAllocationsAsync(0, 16)).Allocations.Count));

    [Fact]
    public Task Defect_08_lists_of_nothing_are_legal() => Bench.OnBothAsync(
        (opcode, _) => new byte[opcode == 0x5200 ? 4 : 8],
        async bench =>
        {
            Assert.Empty((await bench.Endpoint.Fabric.GetVcsInfoAsync(0, 1, new byte[1])).Vcss);
            Assert.True((await bench.Endpoint.Fabric.GetMultiheadedInfoAsync(0, 1)).LdMap.IsEmpty);
        });

    [Fact]
    public async Task Defect_09_regions_keep_flags_and_units_and_their_count_is_bounded()
    {
        byte[] Answer(byte count)
        {
            var answer = new byte[8 + 40 + 16];
            answer[1] = count;
            BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(8 + 8), 5);
            answer[8 + 36] = 0x81;
            answer[48] = 7;
            return answer;
        }

        await Bench.OnBothAsync((_, payload) => Answer(payload[1] == 0 ? (byte)1 : payload[1]), async bench =>
        {
            var config = await bench.Endpoint.Memory.GetDcConfigAsync(8, 0);
            var region = Assert.Single(config.Regions);
            Assert.Equal((5UL, 5UL << 28, 0x81), (region.DecodeLengthUnits, region.DecodeLengthBytes, (int)region.Flags));
            Assert.Equal(7u, config.ExtentsSupportedCount);
            foreach (var lie in new byte[] { 2, 8, 9, 255 })
            {
                await Assert.ThrowsAsync<CxlProtocolException>(async () => await bench.Endpoint.Memory.GetDcConfigAsync(8, lie));
            }
        });
    }

    [Fact]
    public Task Defect_10_capacities_of_the_fabric_manager_stay_in_their_units() => Bench.OnBothAsync(
        (opcode, _) =>
        {
            var answer = new byte[opcode == 0x5600 ? 84 : 4 + 40 + 16];
            answer[3] = opcode == 0x5600 ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(12), 1UL << 40);
            return answer;
        },
        async bench =>
        {
            var info = await bench.Endpoint.Fabric.GetDcdInfoAsync();
            Assert.Equal((1UL << 40, ulong.MaxValue), (info.TotalDynamicCapacityUnits, info.TotalDynamicCapacityBytes));
            var region = Assert.Single((await bench.Endpoint.Fabric.GetDcRegConfigAsync(0, 1, 0)).Regions);
            Assert.Equal((1UL << 40, ulong.MaxValue), (region.DecodeLengthUnits, region.DecodeLengthBytes));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(1000)]
    public Task Defect_11_the_number_of_extents_is_sent_as_given(uint count) => Bench.OnBothAsync(
        (_, _) => new byte[16],
        async bench =>
        {
            await bench.Endpoint.Memory.GetDcExtentListAsync(count, 3);
            Assert.Equal(count, BinaryPrimitives.ReadUInt32LittleEndian(Assert.Single(bench.Sent).Payload));
        });

    private static byte[] Counted(int header, int size, int count, int at)
    {
        var answer = new byte[header + (size * count)];
        answer[at] = (byte)count;
        return answer;
    }
}
