namespace Grpc.Core;

/// <summary>A connection that gives call invokers.</summary>
internal abstract class ChannelBase(string target)
{
    public string Target { get; } = target;

    public abstract CallInvoker CreateCallInvoker();
}
