using Grpc.Core;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Simulation.Odp;

/// <summary>ConnectionManagerService.</summary>
internal sealed class ConnectionCalls(StreamApiState state) : ConnectionManagerService.ConnectionManagerServiceBase
{
    public override Task<NewConnectionResponse> NewConnection(NewConnectionRequest request, ServerCallContext context)
    {
        var id = state.Connections.Add(request.Details ?? new ConnectionDetails())
            ?? throw new RpcException(new Status(StatusCode.ResourceExhausted, "There are too many connections: close those that are not read any more."));
        state.Meters.Connections.Add();
        return Task.FromResult(new NewConnectionResponse { Connection = new Connection { Id = id } });
    }

    public override Task<GetConnectionResponse> GetConnection(GetConnectionRequest request, ServerCallContext context) => Task.FromResult(
        new GetConnectionResponse { Details = state.Connections.TryGet(request.Connection?.Id ?? 0, out var details) ? details.Clone() : null });

    public override Task<CloseConnectionResponse> CloseConnection(CloseConnectionRequest request, ServerCallContext context) =>
        Task.FromResult(new CloseConnectionResponse { Success = state.Connections.Remove(request.Connection?.Id ?? 0) });
}
