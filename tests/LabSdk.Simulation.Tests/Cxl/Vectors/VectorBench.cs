using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Cxl.Vectors;

/// <summary>A fresh endpoint of the real client on a simulated link that answers what a golden case says.</summary>
internal sealed class VectorBench : IAsyncDisposable
{
    private readonly CxlContext _context;

    private VectorBench(SimulatedCxlDevice device, CxlContext context, CxlEndpoint endpoint) => (Device, _context, Endpoint) = (device, context, endpoint);

    public SimulatedCxlDevice Device { get; }

    public CxlEndpoint Endpoint { get; }

    public CxlConfirmation Confirmation => CxlConfirmation.Serial(Device.SerialNumber);

    /// <param name="isMctp">The link.</param>
    /// <param name="preferRaw">True as the recordings were made; false for the driver's own ids.</param>
    public static async Task<VectorBench> OpenAsync(bool isMctp, bool preferRaw = true)
    {
        // Larger than any answer of the recordings: they were made without a real mailbox.
        var device = new SimulatedCxlDevice(new SimulatedCxlOptions { Drifts = false, MailboxPayload = 64 * 1024, Time = new ManualTime() });
        var context = new CxlContext(new CxlOptions { Probe = false, PreferRaw = preferRaw, Retries = 0, Permissions = CxlBench.All });
        var endpoint = isMctp ? await context.OpenMctpAsync("mctp 11/28", device.OpenMctp) : context.OpenMailbox(device.OpenMailbox());
        endpoint.EnableFmApi();
        return new VectorBench(device, context, endpoint);
    }

    /// <summary>
    /// Answers the command of a case. One that destroys data is preceded by a question for the serial number, through the same
    /// tunnel; that is answered besides.
    /// </summary>
    public void Answer(VectorCase vector, Func<ReadOnlyMemory<byte>, byte[]> answer)
    {
        if (vector.Tunnel.Layers > 0 && vector.Command.Command.Danger == CxlDanger.DataLoss)
        {
            Device.QueueMessage(vector.WireOpcode, IdentifyThroughTunnel);
        }

        Device.QueueMessage(vector.WireOpcode, answer);
    }

    /// <summary>The request of the case as it went out.</summary>
    public CxlExchange Request(VectorCase vector) =>
        Device.Exchanges.Last(exchange => exchange.IsRequest && exchange.Opcode == vector.WireOpcode && VectorMessage.InnerOpcode(exchange.Message.ToArray()) == vector.Opcode);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Device.DisposeAsync();
    }

    private byte[] IdentifyThroughTunnel(ReadOnlyMemory<byte> request)
    {
        var headers = VectorMessage.Headers(request.Span);
        var identity = new CciWriter().Pad(8).U64(Device.SerialNumber).U8(10).U8(3).ToArray();
        var message = CciFrame.Response(CxlCommands.Identify.Opcode, request.Span[headers[^1] + 1], new CciResult(CxlReturnCode.Success, identity), false);
        for (var layer = headers.Count - 2; layer >= 0; layer--)
        {
            var payload = new CciWriter().U16(message.Length).Pad(2).Bytes(message).ToArray();
            message = CciFrame.Response(0x5300, request.Span[headers[layer] + 1], new CciResult(CxlReturnCode.Success, payload), false);
        }

        return message;
    }
}
