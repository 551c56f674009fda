using Grpc.Core;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>A server of the interop service as a case sees it.</summary>
/// <param name="channel">The channel to it.</param>
/// <param name="seesCompression">True when its handlers can tell whether a request came compressed.</param>
internal sealed class InteropPeer(GrpcChannel channel, bool seesCompression)
{
    public CallInvoker Invoker { get; } = channel.CreateCallInvoker();

    public Interop.InteropClient Client { get; } = new(channel.CreateCallInvoker());

    public bool SeesCompression { get; } = seesCompression;

    /// <summary>Waits until the server has seen that many cancelled calls.</summary>
    public async Task<bool> SawCancellationAsync(int count)
    {
        var seen = await Client.WaitForCancellationsAsync(
            new Observation { Cancelled = count }, deadline: DateTime.UtcNow.AddSeconds(20));
        return seen.Cancelled >= count;
    }
}
