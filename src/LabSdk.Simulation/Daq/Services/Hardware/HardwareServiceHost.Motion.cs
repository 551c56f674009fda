using System.Globalization;
using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Moving, stopping and waiting.</summary>
internal sealed partial class HardwareServiceHost
{
    private const double MovingThreshold = 0.0001;

    public override Task<MoveResponse> MoveAbsolute(MoveRequest request, ServerCallContext context) =>
        MoveAsync("move_abs", request, context, (movable, token) => movable.MoveAbsoluteAsync(request.Value, token));

    public override Task<MoveResponse> MoveRelative(MoveRequest request, ServerCallContext context) =>
        MoveAsync("move_rel", request, context, (movable, token) => movable.MoveRelativeAsync(request.Value, token));

    public override async Task<StopMotionResponse> StopMotion(StopMotionRequest request, ServerCallContext context)
    {
        var movable = Movable(request.DeviceId);
        await CommandAsync("stop_motion", context, _ =>
        {
            movable.Stop();
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        return new StopMotionResponse { Success = true, StoppedPosition = CallFaults.Of(context).Position(movable.Position) };
    }

    public override async Task<WaitSettledResponse> WaitSettled(WaitSettledRequest request, ServerCallContext context)
    {
        var movable = Movable(request.DeviceId);
        var limit = request.HasTimeoutMs ? TimeSpan.FromMilliseconds(request.TimeoutMs) : RpcErrors.CommandLimit;
        if (!await SettlesWithinAsync(movable, limit, context.CancellationToken).ConfigureAwait(false))
        {
            throw RpcErrors.Error(
                StatusCode.DeadlineExceeded, $"Wait settled operation timed out for device '{request.DeviceId}'");
        }

        return new WaitSettledResponse
        {
            Success = true, Settled = true, Position = CallFaults.Of(context).Position(movable.Position),
        };
    }

    public override async Task StreamPosition(
        StreamPositionRequest request, IServerStreamWriter<PositionUpdate> responseStream, ServerCallContext context)
    {
        var movable = Movable(request.DeviceId);
        var faults = CallFaults.Of(context);
        double? last = null;
        await foreach (var _ in Ticker.EveryAsync(Ticker.Period(request.RateHz), Time, context.CancellationToken).ConfigureAwait(false))
        {
            var position = movable.Position;
            var update = new PositionUpdate
            {
                DeviceId = request.DeviceId,
                Position = faults.Position(position),
                TimestampNs = Time.Nanoseconds(),
                IsMoving = last is { } before && Math.Abs(position - before) > MovingThreshold,
            };
            last = position;
            await responseStream.WriteAsync(update, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private IMovableDriver Movable(string id) => Require<IMovableDriver>(id, "not movable");

    private async Task<MoveResponse> MoveAsync(
        string operation, MoveRequest request, ServerCallContext context, Func<IMovableDriver, CancellationToken, Task> move)
    {
        var movable = Movable(request.DeviceId);
        var faults = CallFaults.Of(context);
        await CommandAsync(operation, context, token => move(movable, token)).ConfigureAwait(false);
        var reply = new MoveResponse { Success = true };
        if (request.WaitForCompletion)
        {
            var limit = request.HasTimeoutMs ? TimeSpan.FromMilliseconds(request.TimeoutMs) : RpcErrors.CommandLimit;
            if (!await SettlesWithinAsync(movable, limit, context.CancellationToken).ConfigureAwait(false))
            {
                var milliseconds = limit.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
                throw RpcErrors.Error(
                    StatusCode.DeadlineExceeded,
                    $"Motion did not complete within {milliseconds} ms, current position: {RustNumber.Plain(faults.Position(movable.Position))}");
            }

            reply.Settled = true;
        }

        reply.FinalPosition = faults.Position(movable.Position);
        return reply;
    }

    private async Task<bool> SettlesWithinAsync(IMovableDriver movable, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var expired = new CancellationTokenSource(limit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expired.Token);
        try
        {
            await movable.WaitSettledAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
