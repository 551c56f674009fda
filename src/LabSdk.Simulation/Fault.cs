using LabSdk.Grpc;
using LabSdk.Grpc.Server.Faults;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation;

/// <summary>One way in which a simulated daemon can misbehave; give it to <see cref="DaemonFaults.On"/>.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed class Fault
{
    private Fault(Func<string, int, int, FaultRule>? rule, Func<CallFaults, CallFaults>? change)
    {
        Rule = rule;
        Change = change;
    }

    /// <summary>What the answer says wrongly: every position of the call is NaN.</summary>
    public static Fault NaNPosition { get; } = new(null, faults => faults with { NaNPosition = true });

    /// <summary>Frames announce one byte more than their pixels have.</summary>
    public static Fault WrongUncompressedSize { get; } = new(null, faults => faults with { WrongUncompressedSize = true });

    /// <summary>Each parameter event is sent twice.</summary>
    public static Fault DuplicateParameterEvents { get; } = new(null, faults => faults with { DuplicateParameterEvents = true });

    /// <summary>Half of the first reply is sent, then the connection is cut.</summary>
    public static Fault HalfMessage { get; } =
        new((method, times, after) => FaultRule.HalfMessage(0, method, after, times), null);

    /// <summary>The call is carried out, but the connection is cut instead of the reply: the client cannot know.</summary>
    public static Fault LoseReply { get; } = new((method, times, after) => FaultRule.LoseReply(method, after, times), null);

    internal Func<string, int, int, FaultRule>? Rule { get; }

    internal Func<CallFaults, CallFaults>? Change { get; }

    /// <summary>The call fails with a status and is not carried out.</summary>
    /// <param name="code">The gRPC code.</param>
    /// <param name="text">The message the client sees.</param>
    public static Fault Status(GrpcStatusCode code, string text) =>
        new((method, times, after) => FaultRule.Refuse((global::Grpc.Core.StatusCode)(int)code, text, method, after, times), null);

    /// <summary>The call fails as when a driver reports a structured error: its status follows from the kind, with the <c>x-daq-*</c> trailers.</summary>
    /// <param name="driverType">The type of the driver, for example <c>maitai</c>.</param>
    /// <param name="kind">
    /// <c>initialization</c>, <c>configuration</c>, <c>communication</c>, <c>shutdown</c>, <c>hardware</c>, <c>timeout</c>,
    /// <c>permission</c>, <c>invalid_parameter</c> or <c>unknown</c>.
    /// </param>
    /// <param name="text">What went wrong.</param>
    public static Fault Driver(string driverType, string kind, string text) =>
        new(null, faults => faults with { Refusal = RpcErrors.From(new DriverFault(text) { DriverType = driverType, Kind = kind }) });

    /// <summary>The call starts late.</summary>
    /// <param name="pause">How late, on the daemon's clock.</param>
    public static Fault Delay(TimeSpan pause) =>
        new((method, times, after) => FaultRule.Delay(pause, method, after, times), null);

    /// <summary>The connection is cut, with every other call on it.</summary>
    /// <param name="afterMessages">How many replies of the call are sent before; 0 cuts it before the call is carried out.</param>
    public static Fault DropConnection(int afterMessages = 0) =>
        new((method, times, after) => FaultRule.DropConnection(afterMessages, method, after, times), null);

    /// <summary>The call is reset with an HTTP/2 error code; the connection stays.</summary>
    /// <param name="errorCode">The code, for example 2 for INTERNAL_ERROR or 7 for REFUSED_STREAM.</param>
    /// <param name="afterMessages">How many replies of the call are sent before; 0 resets it before the call is carried out.</param>
    public static Fault Reset(int errorCode, int afterMessages = 0) =>
        new((method, times, after) => FaultRule.Reset(errorCode, afterMessages, method, after, times), null);

    /// <summary>Replies arrive in small pieces, as from a peer behind a bad line.</summary>
    /// <param name="bytesPerStep">Bytes in a piece, at least 1.</param>
    /// <param name="pause">Time between pieces, on the daemon's clock.</param>
    public static Fault SlowReply(int bytesPerStep, TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerStep, 1);
        return new((method, times, after) => FaultRule.SlowWriter(bytesPerStep, pause, method, after, times), null);
    }
}
