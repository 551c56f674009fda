using Grpc.Core;
using LabSdk.Grpc.Server.Calls;
using LabSdk.Grpc.Server.Interception;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Server.Faults;

/// <summary>Harms calls by rules that can change while the server runs. The first rule that takes a call decides.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FaultInjector(TimeProvider time) : IServerInterceptor
{
    private volatile FaultRule[] _rules = [];

    public FaultInjector()
        : this(TimeProvider.System)
    {
    }

    public void Add(FaultRule rule)
    {
        FaultRule[] old;
        do
        {
            old = _rules;
        }
#pragma warning disable CS0420 // The exchange itself is the volatile access.
        while (Interlocked.CompareExchange(ref _rules, [.. old, rule], old) != old);
#pragma warning restore CS0420
    }

    public void Clear() => _rules = [];

    public async Task InvokeAsync(HttpServerCallContext call, Func<HttpServerCallContext, Task> next)
    {
        if (Find(call) is not { } rule)
        {
            await next(call).ConfigureAwait(false);
            return;
        }

        switch (rule.Kind)
        {
            case FaultKind.Refuse:
                throw new RpcException(rule.Status);
            case FaultKind.Delay:
                await Task.Delay(rule.Pause, time, call.CancellationToken).ConfigureAwait(false);
                break;
            case FaultKind.LoseReply:
                call.WriteFault = static (lost, _) => throw Ended(lost.Drop);
                break;
            case FaultKind.SlowWriter:
                call.WriteFault = (slow, framed) => WriteSlowlyAsync(slow, framed, rule);
                break;
            default:
                Injure(call, rule);
                break;
        }

        await next(call).ConfigureAwait(false);
    }

    private static OperationCanceledException Ended(Action end)
    {
        end();
        return new OperationCanceledException("The call was cut on purpose.");
    }

    private static void Injure(HttpServerCallContext call, FaultRule rule)
    {
        if (rule.AfterMessages == 0 && rule.Kind != FaultKind.HalfMessage)
        {
            throw Ended(rule.Kind == FaultKind.Reset ? () => call.Reset(rule.ErrorCode) : call.Drop);
        }

        var left = rule.AfterMessages;
        long written = 0;
        call.WriteFault = async (target, framed) =>
        {
            var part = left-- > 0 ? framed
                : rule.Kind == FaultKind.HalfMessage ? framed[..Math.Max(framed.Length / 2, MessagePrefix.Length - 1)]
                : default;
            await target.Http.Response.BodyWriter.WriteAsync(part, target.CancellationToken).ConfigureAwait(false);
            written += part.Length;
            if (left < 0)
            {
                // What was written before must arrive, or nobody could tell how much the client has.
                await target.WaitForSentAsync(written).ConfigureAwait(false);
                throw Ended(rule.Kind == FaultKind.Reset ? () => target.Reset(rule.ErrorCode) : target.DropBehind);
            }
        };
    }

    private FaultRule? Find(HttpServerCallContext call)
    {
        foreach (var rule in _rules)
        {
            if (rule.Takes(call.ServerMethod.Method))
            {
                return rule;
            }
        }

        return null;
    }

    private async ValueTask WriteSlowlyAsync(HttpServerCallContext call, ReadOnlyMemory<byte> framed, FaultRule rule)
    {
        while (!framed.IsEmpty)
        {
            var step = Math.Min(rule.BytesPerStep, framed.Length);
            await call.Http.Response.BodyWriter.WriteAsync(framed[..step], call.CancellationToken).ConfigureAwait(false);
            framed = framed[step..];
            await Task.Delay(rule.Pause, time, call.CancellationToken).ConfigureAwait(false);
        }
    }
}
