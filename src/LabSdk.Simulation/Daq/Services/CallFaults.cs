using Grpc.Core;

namespace LabSdk.Simulation.Daq;

/// <summary>The faults that a handler itself has to play for one call.</summary>
internal sealed record CallFaults
{
    private static readonly object Key = new();
    private static readonly CallFaults None = new();

    /// <summary>Ends the call before its handler runs; null for none.</summary>
    public RpcException? Refusal { get; init; }

    public bool NaNPosition { get; init; }

    public bool WrongUncompressedSize { get; init; }

    public bool DuplicateParameterEvents { get; init; }

    public static CallFaults Of(ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var faults) ? (CallFaults)faults : None;

    public void AttachTo(ServerCallContext context) => context.UserState[Key] = this;

    /// <summary>A position as this call reports it.</summary>
    public double Position(double position) => NaNPosition ? double.NaN : position;
}
