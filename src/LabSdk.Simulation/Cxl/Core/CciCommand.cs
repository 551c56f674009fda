using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>A command that a component carries out.</summary>
/// <param name="Opcode">The opcode.</param>
/// <param name="Size">Bytes of the request, or their minimum.</param>
/// <param name="Links">Where it is offered.</param>
/// <param name="Rules">When it is refused.</param>
/// <param name="Effects">What the Command Effects Log says about it.</param>
/// <param name="Run">Carries it out.</param>
internal sealed record CciCommand(
    ushort Opcode, int Size, CciLink Links, CciRule Rules, CxlCommandEffects Effects, Func<CciCall, CciResult> Run)
{
    /// <summary>True when the component may carry it out in the background; refused while something runs there.</summary>
    public bool IsBackground => Effects.HasFlag(CxlCommandEffects.Background);

    public bool TakesSize(int size) =>
        size == Size || (size > Size && Rules.HasFlag(CciRule.Variable)) || (size == Size - 1 && Rules.HasFlag(CciRule.OptionalTail));
}
