using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The hardware service; each part of it stands in its own file.</summary>
internal sealed partial class HardwareServiceHost(DaemonState state) : HardwareService.HardwareServiceBase
{
    private TimeProvider Time => state.Time;

    /// <summary>Finds a device that can do something, or refuses with the daemon's text.</summary>
    private TDriver Require<TDriver>(string id, string what)
        where TDriver : class =>
        state.Find(id) as TDriver ?? throw RpcErrors.NotFound($"Device '{id}' not found or {what}");

    private SimulatedDevice RequireDevice(string id) =>
        state.Find(id) ?? throw RpcErrors.NotFound($"Device '{id}' not found");

    private Task<T> CommandAsync<T>(string operation, ServerCallContext context, Func<CancellationToken, Task<T>> command) =>
        RpcErrors.CommandAsync(operation, Time, command, context.CancellationToken);

    private Task<bool> CommandAsync(string operation, ServerCallContext context, Func<CancellationToken, Task> command) =>
        CommandAsync(operation, context, async token =>
        {
            await command(token).ConfigureAwait(false);
            return true;
        });
}
