using LabSdk.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl;

/// <summary>A simulated component on a clock that stands still, with endpoints of the real client on both transports.</summary>
internal sealed class CxlBench : IAsyncDisposable
{
    private readonly CxlContext _context;

    private CxlBench(SimulatedCxlComponent component, ManualTime time, CxlOptions options)
    {
        (Component, Time) = (component, time);
        _context = new CxlContext(options);
    }

    public SimulatedCxlComponent Component { get; }

    public ManualTime Time { get; }

    public SimulatedCxlDevice Device => (SimulatedCxlDevice)Component;

    public CxlEndpoint Mailbox { get; private set; } = null!;

    public CxlEndpoint Mctp { get; private set; } = null!;

    public static CxlPermissions All { get; } = new() { AllowDisruptive = true, AllowSecurity = true, AllowVendor = true };

    public CxlConfirmation Confirmation => CxlConfirmation.Serial(Component.SerialNumber);

    public static Task<CxlBench> DeviceAsync(SimulatedCxlOptions? options = null, CxlOptions? client = null)
    {
        var time = new ManualTime();
        return OpenAsync(new SimulatedCxlDevice((options ?? new SimulatedCxlOptions { Drifts = false }) with { Time = time }), time, client);
    }

    public static async Task<CxlBench> OpenAsync(SimulatedCxlComponent component, ManualTime time, CxlOptions? client = null)
    {
        client ??= new CxlOptions { Permissions = All, Retries = 0 };
        var bench = new CxlBench(component, time, client);
        bench.Mailbox = bench._context.OpenMailbox(component.OpenMailbox());
        bench.Mctp = await bench._context.OpenMctpAsync("mctp 11/28", component.OpenMctp);
        component.ClearExchanges();
        return bench;
    }

    /// <summary>Sends bytes over MCTP and gives the return code; a failing one is not an exception here.</summary>
    public Task<CxlReturnCode> CodeAsync(CxlCommand command, params byte[] payload) => CodeAsync(Mctp, command.Opcode, payload);

    public async Task<CxlReturnCode> CodeAsync(CxlEndpoint endpoint, ushort opcode, byte[] payload)
    {
        try
        {
            return (await endpoint.ExecuteRawAsync(opcode, payload, Confirmation)).ReturnCode;
        }
        catch (CxlDeviceException refused)
        {
            return refused.ReturnCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Component.DisposeAsync();
    }
}
