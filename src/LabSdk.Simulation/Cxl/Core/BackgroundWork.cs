using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>An operation that goes on after its command was answered.</summary>
/// <param name="Opcode">The command that started it.</param>
/// <param name="Duration">How long it takes.</param>
/// <param name="Complete">What happens at its end; gives the result.</param>
internal sealed record BackgroundWork(ushort Opcode, TimeSpan Duration, Func<CxlReturnCode> Complete)
{
    /// <summary>True when a requester may end it early.</summary>
    public bool IsAbortable { get; init; }

    /// <summary>What happens when it is aborted or fails.</summary>
    public Action<CxlReturnCode>? Fail { get; init; }
}
