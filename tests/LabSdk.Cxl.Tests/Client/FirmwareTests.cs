using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Firmware updates: slots, parts, lost answers, failures in the middle.</summary>
public class FirmwareTests
{
    private static readonly byte[] Package = [.. Enumerable.Range(0, 128 * 11).Select(i => (byte)(i / 5))];

    private readonly List<TransferFwRequest> _parts = [];
    private readonly List<ActivateFwRequest> _activations = [];
    private Func<TransferFwRequest, CxlReturnCode> _answer = _ => CxlReturnCode.Success;
    private GetFwInfo _info = new() { SlotCount = 3, Slots = new CxlFirmwareSlots(1), Capabilities = CxlFirmwareCapabilities.OnlineActivation, FirmwareRevision1 = "1.0", FirmwareRevision2 = "0.9" };

    private FakeComponent Device() => new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(exponent: 9))
        .On(CxlCommands.GetFwInfo, _ => (CxlReturnCode.Success, FakeComponent.Bytes(_info)))
        .On(CxlCommands.TransferFw, payload =>
        {
            var part = TransferFwRequest.Read(payload.ToArray());
            var code = _answer(part);
            _parts.Add(part);
            return (code, []);
        })
        .On(CxlCommands.ActivateFw, payload =>
        {
            _activations.Add(ActivateFwRequest.Read(payload));
            _info = _info with { Slots = new CxlFirmwareSlots((byte)_activations[^1].Slot) };
            return (CxlReturnCode.Success, []);
        });

    private static CxlOptions Options(TimeProvider? time = null) => new() { Permissions = new CxlPermissions { AllowDisruptive = true }, TimeProvider = time ?? TimeProvider.System };

    [Fact]
    public async Task Package_goes_in_contiguous_parts_into_the_empty_slot_and_is_activated()
    {
        var endpoint = await Device().OpenAsync(Options());
        var result = await endpoint.UpdateFirmwareAsync(Package, activation: CxlFirmwareActivation.Online);
        Assert.Equal([CxlFirmwareTransferAction.Initiate, CxlFirmwareTransferAction.Continue, CxlFirmwareTransferAction.Continue, CxlFirmwareTransferAction.End], _parts.Select(part => part.Action));
        Assert.Equal([0u, 3, 6, 9], _parts.Select(part => part.OffsetUnits));
        Assert.Equal(Package, _parts.SelectMany(part => part.Data.ToArray()));
        Assert.Equal((3, 4, true, true), (result.Slot.Number, result.Parts, result.IsVerified, result.Slot.IsActive));
        Assert.Equal((CxlFirmwareActivation.Online, 3), (_activations[0].Action, _activations[0].Slot));
        Assert.Equal(3, _parts[^1].Slot);
    }

    [Fact]
    public async Task Package_of_one_part_is_full_and_not_activated_unless_asked()
    {
        var endpoint = await Device().OpenAsync(Options());
        await endpoint.UpdateFirmwareAsync(Package.AsMemory(0, 384), slot: 2);
        Assert.Equal((CxlFirmwareTransferAction.Full, (byte)2), (Assert.Single(_parts).Action, _parts[0].Slot));
        Assert.Empty(_activations);
    }

    [Theory]
    [InlineData(1, 1408)] // the active slot
    [InlineData(4, 1408)] // beyond the slots
    [InlineData(0, 1408)]
    [InlineData(2, 100)] // no multiple of 128
    [InlineData(2, 0)]
    public async Task Wish_that_does_not_fit_is_refused_before_anything_is_sent(int slot, int size)
    {
        var endpoint = await Device().OpenAsync(Options());
        await Assert.ThrowsAsync<CxlRequestException>(() => endpoint.UpdateFirmwareAsync(Package.AsMemory(0, size), slot));
        Assert.Empty(_parts);
        endpoint.Permissions = CxlPermissions.None;
        await Assert.ThrowsAsync<CxlConfirmationException>(() => endpoint.UpdateFirmwareAsync(Package));
    }

    [Fact]
    public async Task Refused_part_ends_the_transfer_with_an_abort()
    {
        _answer = part => part.Action == CxlFirmwareTransferAction.End ? CxlReturnCode.FirmwareVerificationFailed : CxlReturnCode.Success;
        var endpoint = await Device().OpenAsync(Options());
        Assert.Equal(CxlReturnCode.FirmwareVerificationFailed, (await Assert.ThrowsAsync<CxlDeviceException>(() => endpoint.UpdateFirmwareAsync(Package))).ReturnCode);
        Assert.Equal(CxlFirmwareTransferAction.Abort, _parts[^1].Action);
    }

    [Fact]
    public async Task Parts_in_the_background_are_waited_for_each()
    {
        var time = new FakeTime { EndsWaitsUpTo = TimeSpan.FromSeconds(5) };
        var looks = 0;
        _answer = _ => CxlReturnCode.BackgroundStarted;
        var component = Device().On(CxlCommands.BgOpStatus, _ => (CxlReturnCode.Success, FakeComponent.Bytes(new BgOpStatus
        {
            Opcode = 0x0201, Status = new CxlBackgroundStatus(0) { InProgress = ++looks % 3 != 0, PercentComplete = (byte)(looks % 3 == 0 ? 100 : 10) },
        })));
        var options = Options(time);
        options.Timeout = TimeSpan.Zero;
        var result = await (await component.OpenAsync(options)).UpdateFirmwareAsync(Package);
        Assert.Equal((4, 12), (result.Parts, looks));
    }

    [Fact]
    public async Task Mailbox_that_hides_the_end_of_parts_is_asked_again_while_it_is_busy()
    {
        var time = new FakeTime { EndsWaitsUpTo = TimeSpan.FromSeconds(5) };
        var asked = 0;
        _answer = _ => ++asked % 3 == 0 ? CxlReturnCode.BackgroundStarted : CxlReturnCode.Busy;
        var result = await Device().OpenMailbox(Options(time), payloadMaximum: 512).UpdateFirmwareAsync(Package);
        Assert.Equal((4, 12, false), (result.Parts, asked, result.IsVerified));
    }

    [Fact]
    public async Task Lost_answer_to_a_part_is_asked_for_again_with_the_same_part()
    {
        var time = new FakeTime();
        var isLost = false;
        var device = Device();
        await using var context = new CxlContext(Options(time));
        var endpoint = await context.OpenMctpAsync("mctp 1/9", type =>
        {
            var real = device.Channel(type);
            return new ScriptedChannel(type, request =>
            {
                var answer = real.Answer(request);
                if (_parts.Count == 2 && !isLost)
                {
                    isLost = true;
                    time.Advance(TimeSpan.FromSeconds(2));
                    return [];
                }

                return answer;
            });
        });
        var result = await endpoint.UpdateFirmwareAsync(Package);
        Assert.Equal(4, result.Parts);
        Assert.Equal([0u, 3, 3, 6, 9], _parts.Select(part => part.OffsetUnits));
    }
}
