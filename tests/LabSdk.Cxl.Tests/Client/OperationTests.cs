using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Whole operations: split by the limits of the device, put together, and honest about what is missing.</summary>
public class OperationTests
{
    private static readonly Guid LogId = CxlLogIds.VendorDebug;
    private static readonly byte[] Pattern = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 7))];

    private sealed class Reports : IProgress<CxlProgress>
    {
        public List<CxlProgress> All { get; } = [];

        public void Report(CxlProgress value) => All.Add(value);
    }

    private static FakeComponent Type3(byte exponent = 8) => new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(exponent: exponent))
        .On(CxlCommands.MemdevIdentify, FakeComponent.Bytes(new MemdevIdentify { TotalCapacityUnits = 1, LsaSize = 1000 }));

    private static FakeComponent WithLog(Func<int> size) => Type3()
        .On(CxlCommands.GetSupportedLogs, _ => (CxlReturnCode.Success, FakeComponent.Bytes(new GetSupportedLogs { Logs = [new CxlSupportedLog { Uuid = LogId, Size = (uint)size() }] })))
        .On(CxlCommands.GetLog, payload =>
        {
            var request = GetLogRequest.Read(payload);
            return request.Offset + request.Length > size() ? (CxlReturnCode.InvalidInput, []) : (CxlReturnCode.Success, Pattern[(int)request.Offset..(int)(request.Offset + request.Length)]);
        });

    [Fact]
    public async Task Log_is_read_in_parts_that_fit_with_progress()
    {
        var component = WithLog(() => 1000);
        var reports = new Reports();
        Assert.Equal(Pattern, (await (await component.OpenAsync()).ReadLogAsync(LogId, reports)).ToArray());
        Assert.Equal([256u, 256u, 256u, 232u], component.Requests.Where(request => request.Opcode == 0x0401).Select(request => GetLogRequest.Read(request.Payload).Length));
        Assert.Equal([25.6, 51.2, 76.8, 100], reports.All.Select(report => Math.Round(report.Percent!.Value, 1)));
    }

    [Fact]
    public async Task Log_that_shrinks_while_it_is_read_gives_what_is_there()
    {
        var asked = 0;
        var component = WithLog(() => asked > 3 ? 600 : 1000);
        component.On(CxlCommands.GetLog, payload =>
        {
            var (request, size) = (GetLogRequest.Read(payload), ++asked > 2 ? 600 : 1000);
            asked += asked == 3 ? 1 : 0;
            return request.Offset + request.Length > size ? (CxlReturnCode.InvalidInput, []) : (CxlReturnCode.Success, Pattern[(int)request.Offset..(int)(request.Offset + request.Length)]);
        });
        Assert.Equal(Pattern[..600], (await (await component.OpenAsync()).ReadLogAsync(LogId)).ToArray());
    }

    [Fact]
    public async Task Log_that_the_device_does_not_have_is_refused_as_the_device_would()
    {
        var endpoint = await WithLog(() => 10).OpenAsync();
        Assert.Equal(CxlReturnCode.InvalidLog, (await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.ReadLogAsync(Guid.NewGuid()))).ReturnCode);
    }

    [Fact]
    public async Task Capability_map_is_read_once()
    {
        CxlCelEntry[] entries = [new() { Opcode = 0x4200 }, new() { Opcode = 0x4400, Effects = CxlCommandEffects.Background | CxlCommandEffects.AbortSupported }];
        var cel = FakeComponent.Bytes(new GetLogCel { Entries = entries });
        var component = Type3().On(CxlCommands.GetSupportedLogs, FakeComponent.Bytes(new GetSupportedLogs { Logs = [new CxlSupportedLog { Uuid = CxlLogIds.CommandEffects, Size = (uint)cel.Length }] })).On(CxlCommands.GetLog, cel);
        var endpoint = await component.OpenAsync();
        var map = await endpoint.GetCapabilitiesAsync();
        Assert.True(map.Supports(CxlCommands.MemdevGetHealthInfo) && map.CanBeAborted(0x4400) && !map.RunsInBackground(0x4200) && !map.Supports(0x4300));
        Assert.Same(map, await endpoint.GetCapabilitiesAsync());
        Assert.NotSame(map, await endpoint.GetCapabilitiesAsync(refresh: true));
        Assert.Equal(2, component.Count(CxlCommands.GetLog));
    }

    [Fact]
    public async Task List_of_logs_falls_back_to_its_pages()
    {
        CxlSupportedLog[] logs = [.. Enumerable.Range(0, 30).Select(i => new CxlSupportedLog { Uuid = Guid.NewGuid(), Size = (uint)i })];
        var component = Type3().On(CxlCommands.GetSupportedLogsSublist, payload =>
        {
            var request = GetSupportedLogsSublistRequest.Read(payload);
            return (CxlReturnCode.Success, FakeComponent.Bytes(new GetSupportedLogsSublist { TotalLogCount = 30, StartIndex = request.StartIndex, Logs = [.. logs.Skip(request.StartIndex).Take(request.MaximumCount)] }));
        });
        Assert.Equal(logs, await (await component.OpenAsync()).GetLogsAsync());
        Assert.Equal(3, component.Count(CxlCommands.GetSupportedLogsSublist));
    }

    [Fact]
    public async Task Labels_are_read_and_written_in_parts_inside_their_area()
    {
        var area = new byte[1000];
        var component = Type3().On(CxlCommands.MemdevGetLsa, payload =>
            {
                var request = MemdevGetLsaRequest.Read(payload);
                return (CxlReturnCode.Success, area[(int)request.Offset..(int)(request.Offset + request.Length)]);
            })
            .On(CxlCommands.MemdevSetLsa, payload =>
            {
                var request = MemdevSetLsaRequest.Read(payload);
                request.Data.CopyTo(area.AsMemory((int)request.Offset));
                return (CxlReturnCode.Success, []);
            });
        var endpoint = await component.OpenAsync();
        await endpoint.WriteLsaAsync(100, Pattern.AsMemory(0, 900), CxlConfirmation.Serial(0x77));
        Assert.Equal(4, component.Count(CxlCommands.MemdevSetLsa));
        Assert.Equal(area, (await endpoint.ReadLsaAsync()).ToArray());
        Assert.Equal(Pattern[..900], (await endpoint.ReadLsaAsync(100)).ToArray());
        await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.ReadLsaAsync(900, 101));
        await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.WriteLsaAsync(900, new byte[101], CxlConfirmation.Serial(0x77)));
        await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.WriteLsaAsync(0, new byte[1], CxlConfirmation.Serial(0x78)));
        Assert.Equal(4, component.Count(CxlCommands.MemdevSetLsa));
    }

    [Fact]
    public async Task Feature_larger_than_a_message_is_sent_as_one_transfer_of_parts()
    {
        var id = Guid.NewGuid();
        var transfers = new List<SetFeatureRequest>();
        var component = Type3().On(CxlCommands.GetSupportedFeatures, FakeComponent.Bytes(new GetSupportedFeatures
            {
                TotalFeatureCount = 1,
                Features = [new CxlSupportedFeature { FeatureId = id, GetSize = 600, SetSize = 600, SetVersion = 3, Attributes = new CxlFeatureAttributes(1) }],
            }))
            .On(CxlCommands.GetFeature, payload => (CxlReturnCode.Success, Pattern[GetFeatureRequest.Read(payload).Offset..(GetFeatureRequest.Read(payload).Offset + Math.Min(100, (int)GetFeatureRequest.Read(payload).ByteCount))]))
            .On(CxlCommands.SetFeature, payload =>
            {
                transfers.Add(SetFeatureRequest.Read(payload));
                return (transfers.Count == 6 ? CxlReturnCode.FeatureTransferOutOfOrder : CxlReturnCode.Success, []);
            });
        var endpoint = await component.OpenAsync();
        Assert.Equal(Pattern[..600], (await endpoint.ReadFeatureAsync(id)).ToArray());
        await endpoint.WriteFeatureAsync(id, Pattern.AsMemory(0, 600), isSaved: true);
        Assert.Equal([CxlFeatureTransferAction.Initiate, CxlFeatureTransferAction.Continue, CxlFeatureTransferAction.Finish], transfers.Select(part => part.Transfer.DataTransfer));
        Assert.Equal([0, 224, 448], transfers.Select(part => (int)part.Offset));
        Assert.All(transfers, part => Assert.True(part.Transfer.SavedAcrossReset && part.Version == 3));

        // The third part of a second transfer fails: it is aborted.
        transfers.RemoveRange(0, 0);
        await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.WriteFeatureAsync(id, Pattern.AsMemory(0, 600)));
        Assert.Equal(CxlFeatureTransferAction.Abort, transfers[^1].Transfer.DataTransfer);
        await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.WriteFeatureAsync(id, new byte[599]));
        await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.ReadFeatureAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task Poison_list_is_read_to_its_end_and_from_the_begin_after_an_interruption()
    {
        var pages = 0;
        var component = Type3().On(CxlCommands.GetPoisonList, _ => ++pages == 2 ? (CxlReturnCode.InternalError, []) : (CxlReturnCode.Success, FakeComponent.Bytes(new GetPoisonList
        {
            Flags = pages % 4 == 0 ? CxlPoisonListFlags.Overflow : CxlPoisonListFlags.More,
            Records = [new CxlMediaErrorRecord { Location = new CxlMediaErrorLocation((ulong)pages * 64), LengthUnits = 1 }],
        })));
        var endpoint = await component.OpenAsync();
        await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.ReadPoisonAsync());
        var list = await endpoint.ReadPoisonAsync();
        Assert.Equal([3UL * 64, 4UL * 64], list.Records.Select(record => record.Dpa));
        Assert.True(list.IsOverflowed);
        var asked = component.Requests.Where(request => request.Opcode == 0x4300).Select(request => GetPoisonListRequest.Read(request.Payload)).ToArray();
        Assert.Equal([0UL, 0, 1, 0], asked.Select(request => request.Address));
        Assert.All(asked, request => Assert.Equal((1UL << 28) / 64, request.LengthUnits));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => endpoint.ReadPoisonAsync(32));
    }

    [Fact]
    public async Task Extents_are_read_from_one_generation()
    {
        var (generation, asked) = (1u, 0);
        CxlDcExtent[] extents = [.. Enumerable.Range(0, 14).Select(i => new CxlDcExtent { StartDpa = (ulong)i << 28, Length = 1 << 28 })];
        var component = Type3().On(CxlCommands.MemdevGetDcExtentList, payload =>
        {
            var request = MemdevGetDcExtentListRequest.Read(payload);
            generation += ++asked == 2 ? 1u : 0;
            return (CxlReturnCode.Success, FakeComponent.Bytes(new MemdevGetDcExtentList { TotalExtentCount = 14, GenerationNumber = generation, Extents = [.. extents.Skip((int)request.StartIndex).Take((int)request.ExtentCount)] }));
        });
        var endpoint = await component.OpenAsync();
        Assert.Equal(extents, await endpoint.ReadExtentsAsync());
        Assert.Equal(2 + 3, asked);

        component.On(CxlCommands.MemdevGetDcExtentList, _ => (CxlReturnCode.Success, FakeComponent.Bytes(new MemdevGetDcExtentList { TotalExtentCount = 14, Extents = [] })));
        await Assert.ThrowsAsync<CxlProtocolException>(() => endpoint.ReadExtentsAsync());
        component.On(CxlCommands.MemdevGetDcExtentList, _ => (CxlReturnCode.Success, FakeComponent.Bytes(new MemdevGetDcExtentList { TotalExtentCount = 14, GenerationNumber = generation++, Extents = [extents[0]] })));
        await Assert.ThrowsAsync<CxlProtocolException>(() => endpoint.ReadExtentsAsync());
    }

    [Fact]
    public async Task Ports_virtual_switches_and_logical_devices_are_read_in_pages()
    {
        var component = Type3().On(CxlCommands.FmapiIdentifySwDevice, FakeComponent.Bytes(new FmapiIdentifySwDevice { PhysicalPortCount = 40, ActiveVcss = new CxlBitmap256([0, 7]) }))
            .On(CxlCommands.FmapiGetPhysPortState, payload => (CxlReturnCode.Success, FakeComponent.Bytes(new FmapiGetPhysPortState { Ports = [.. FmapiGetPhysPortStateRequest.Read(payload).Ports.ToArray().Select(port => new CxlPortState { PortId = port })] })))
            .On(CxlCommands.FmapiGetVcsInfo, payload =>
            {
                var request = FmapiGetVcsInfoRequest.Read(payload);
                var count = Math.Min((int)request.VppbLimit, 100 - request.StartVppb);
                return (CxlReturnCode.Success, FakeComponent.Bytes(new FmapiGetVcsInfo { Vcss = [new CxlVcs { VcsId = request.VcsIds.Span[0], VppbCount = 100, Vppbs = [.. Enumerable.Range(request.StartVppb, count).Select(i => new CxlVppb { BoundPortId = (byte)i })] }] }));
            })
            .On(CxlCommands.FmapiGetLdAllocations, payload =>
            {
                var request = FmapiGetLdAllocationsRequest.Read(payload);
                return (CxlReturnCode.Success, FakeComponent.Bytes(new FmapiGetLdAllocations { LdCount = 16, Granularity = CxlMemoryGranularity.Gib1, StartLdId = request.StartLdId, Allocations = [.. Enumerable.Range(request.StartLdId, Math.Min(request.MaximumCount, 16 - request.StartLdId)).Select(i => new CxlLdAllocation { Range1Multiplier = (ulong)i })] }));
            });
        var endpoint = await component.OpenAsync();
        Assert.Equal(Enumerable.Range(0, 40), (await endpoint.ReadPortsAsync()).Select(port => (int)port.PortId));
        Assert.Equal(3, component.Count(CxlCommands.FmapiGetPhysPortState));
        var switches = await endpoint.ReadVirtualSwitchesAsync();
        Assert.Equal([0, 7], switches.Select(one => (int)one.VcsId));
        Assert.All(switches, one => Assert.Equal(Enumerable.Range(0, 100), one.Vppbs.Select(vppb => (int)vppb.BoundPortId)));
        var devices = await endpoint.ReadLdAllocationsAsync();
        Assert.Equal((CxlMemoryGranularity.Gib1, 16), (devices.Granularity, devices.Allocations.Count));
        Assert.Equal(Enumerable.Range(0, 16), devices.Allocations.Select(each => (int)each.Range1Multiplier));
    }

    [Fact]
    public async Task Not_ready_is_tried_again_three_times_and_then_told()
    {
        var time = new FakeTime { EndsWaitsUpTo = TimeSpan.FromMilliseconds(100) };
        var left = 3;
        var component = Type3().On(CxlCommands.MemdevGetHealthInfo, _ => left-- > 0 ? (CxlReturnCode.RetryRequired, []) : (CxlReturnCode.Success, new byte[18]));
        var endpoint = await component.OpenAsync(new CxlOptions { TimeProvider = time });
        await endpoint.Memory.GetHealthInfoAsync();
        Assert.Equal(3, time.Waits.Count(wait => wait == TimeSpan.FromMilliseconds(100)));
        left = 10;
        var error = await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.Memory.GetHealthInfoAsync().AsTask());
        Assert.Contains("Tried 4 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, left);
    }
}
