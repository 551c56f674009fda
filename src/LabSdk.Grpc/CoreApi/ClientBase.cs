namespace Grpc.Core;

/// <summary>Root of generated clients.</summary>
internal abstract class ClientBase
{
    protected ClientBase() => CallInvoker = new UnconnectedCallInvoker();

    protected ClientBase(ClientBaseConfiguration configuration) => CallInvoker = configuration.CallInvoker;

    protected ClientBase(ChannelBase channel) => CallInvoker = channel.CreateCallInvoker();

    protected ClientBase(CallInvoker callInvoker) => CallInvoker = callInvoker;

    protected CallInvoker CallInvoker { get; }

    /// <summary>What a clone of a client starts from.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker callInvoker) => CallInvoker = callInvoker;

        internal CallInvoker CallInvoker { get; }
    }
}
