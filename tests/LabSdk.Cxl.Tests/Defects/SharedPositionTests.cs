using LabSdk.Cxl.Tests.Client;

namespace LabSdk.Cxl.Tests.Defects;

/// <summary>Lists whose position the component keeps, and lists that come in parts of a size that is guessed.</summary>
public class SharedPositionTests
{
    [Fact]
    public async Task Two_readers_of_a_poison_list_get_a_whole_list_each()
    {
        var position = 0;
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity()).On(CxlCommands.GetPoisonList, _ =>
        {
            var page = position;
            position = (position + 1) % 50;
            return (CxlReturnCode.Success, FakeComponent.Bytes(new GetPoisonList
            {
                Flags = position == 0 ? CxlPoisonListFlags.None : CxlPoisonListFlags.More,
                Records = [new() { Location = new CxlMediaErrorLocation((ulong)page * 64), LengthUnits = 1 }],
            }));
        });
        var endpoint = await component.OpenAsync();
        var lists = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => endpoint.ReadPoisonAsync(0, 0x10000))));
        Assert.All(lists, list => Assert.Equal(Enumerable.Range(0, 50).Select(number => (ulong)number * 64), list.Records.Select(record => record.Dpa)));
    }

    [Fact]
    public async Task A_switch_that_pads_its_last_page_adds_no_ports()
    {
        // 100 vPPBs, 60 fit an answer: the second answer has 60 again.
        var component = new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(CxlComponentType.Switch, exponent: 8)).On(CxlCommands.FmapiGetVcsInfo, payload =>
        {
            var request = FmapiGetVcsInfoRequest.Read(payload);
            return (CxlReturnCode.Success, FakeComponent.Bytes(new FmapiGetVcsInfo
            {
                Vcss = [new() { VcsId = 3, VcsState = CxlVcsState.Enabled, VppbCount = 100, Vppbs = [.. Enumerable.Range(request.StartVppb, request.VppbLimit).Select(number => new CxlVppb { BoundPortId = (byte)number })] }],
            }));
        });
        var endpoint = await component.OpenAsync();
        var virtualSwitch = Assert.Single(await endpoint.ReadVirtualSwitchesAsync([3]));
        Assert.Equal(Enumerable.Range(0, 100), virtualSwitch.Vppbs.Select(vppb => (int)vppb.BoundPortId));
    }
}
