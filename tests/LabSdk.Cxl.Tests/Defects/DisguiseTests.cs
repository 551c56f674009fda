namespace LabSdk.Cxl.Tests.Defects;

/// <summary>The danger of a command is that of its bytes, whatever the caller says it is.</summary>
public class DisguiseTests
{
    [Fact]
    public Task A_sanitize_in_the_request_of_a_discovery_is_refused() => Bench.OnBothAsync((_, _) => [], async bench =>
    {
        var ranges = new MemdevMediaOperationsSanitizeRequest { Ranges = [new() { StartDpa = 0, Length = 64 }] };
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.ExecuteAsync(CxlCommands.MemdevMediaOperationsDiscovery, ranges));
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.Memory.MediaOperationsDiscoveryAsync(new MemdevMediaOperationsDiscoveryRequest { Class = 1 }));
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.ExecuteRawAsync(0x4402, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 }));
        Assert.Empty(bench.Sent);
    });

    [Fact]
    public Task A_description_of_your_own_changes_nothing() => Bench.OnBothAsync((_, _) => [], async bench =>
    {
        var harmless = CxlCommands.MemdevSanitize with { Danger = CxlDanger.None };
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.ExecuteAsync(harmless, null));
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.StartAsync(harmless, null));
        bench.Endpoint.Permissions = CxlPermissions.None;
        await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.ExecuteAsync(CxlCommands.Identify with { Opcode = 0x5300 }, null));
        Assert.Empty(bench.Sent);
    });

    [Fact]
    public async Task Every_command_that_loses_data_needs_a_confirmation()
    {
        foreach (var command in CxlCommands.All.Where(command => command.Danger == CxlDanger.DataLoss))
        {
            byte[] payload = command == CxlCommands.MemdevMediaOperationsSanitize ? [1, .. new byte[23]] : new byte[command.RequestFixedSize];
            await Bench.OnBothAsync((_, _) => [], async bench =>
            {
                await Assert.ThrowsAsync<CxlConfirmationException>(async () => await bench.Endpoint.ExecuteRawAsync(command.Opcode, payload));
                Assert.Empty(bench.Sent);
            });
        }
    }
}
