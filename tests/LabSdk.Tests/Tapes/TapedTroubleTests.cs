using LabSdk.Cxl;
using LabSdk.Fleet;
using LabSdk.Simulation;
using LabSdk.Tests.EndToEnd;

namespace LabSdk.Tests.Tapes;

/// <summary>What went wrong goes wrong again: lost connections, refusals, silence.</summary>
public sealed class TapedTroubleTests : IDisposable
{
    private readonly TapeFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_gateway_that_closed_the_connection_closes_it_again() => Same(lab =>
    {
        var button = lab.Fleet("left_button");
        var first = button.Send(ExampleStatus.Pressed).Data;
        lab.SimulatedGateway?.CloseConnections();
        return Convert.ToHexString(first.Span) + Convert.ToHexString(button.Send(ExampleStatus.Released).Data.Span);
    });

    [Fact]
    public void Commands_from_the_cloud_come_again() => Same(lab =>
    {
        lab.SimulatedGateway?.QueueCommand("left_button", "{\"lit_up\": true}"u8.ToArray());
        var button = lab.Fleet("left_button");
        return string.Join(' ', Enumerable.Range(0, 3).Select(_ => Convert.ToHexString(button.Send(ExampleStatus.Pressed).Data.Span)));
    });

    [Fact]
    public void A_device_that_was_unplugged_is_unplugged_again() => Same(lab =>
    {
        lab.SimulatedMds?.Unplug();
        var error = Assert.ThrowsAny<LabException>(() => Blocking.Run(token => lab.Mds().Client.ReadDeviceConfigAsync(token), new BlockingCall("Reading")));
        return $"{error.GetType().Name} {error.ErrorId}";
    });

    [Fact]
    public void A_component_that_refused_refuses_again() => Same(lab =>
    {
        lab.SimulatedMemory?.QueueResponse(0x4200, CxlReturnCode.InternalError);
        var error = Assert.ThrowsAny<LabException>(() => lab.Cxl("mem0").Temperature.Read());
        return $"{error.GetType().Name} {error.ErrorId} {error.Problem}";
    });

    [Fact]
    public void A_component_that_was_silent_is_silent_again() => Same(lab =>
    {
        lab.SimulatedMemory?.Disconnect();
        var error = Assert.ThrowsAny<LabException>(() => lab.Cxl("mem0").Temperature.Read());
        return $"{error.GetType().Name} {error.ErrorId}";
    });

    [Fact]
    public void Messages_of_a_diagnostic_device_are_the_same() => Same(lab =>
    {
        lab.SimulatedMds?.Send(new byte[500]);
        var chunks = lab.Mds().Collect(6, TimeSpan.FromSeconds(20));
        return string.Join(' ', chunks.Messages.Select(message => message.ToString()!.Length));
    });

    private void Same(Func<Lab, string> work)
    {
        string recorded;
        using (var lab = Lab.Simulate(SimulatedLab.Options, options => options.Journal = false).Record(_files.Path))
        {
            recorded = work(lab);
        }

        using var again = Lab.Replay(_files.Path);
        Assert.Equal(recorded, work(again));
        Assert.Equal(0, again.Tape!.Unanswered);
    }
}
