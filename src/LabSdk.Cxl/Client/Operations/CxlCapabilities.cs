using System.Collections.Frozen;

namespace LabSdk.Cxl;

/// <summary>What a component can do, from its Command Effects Log.</summary>
public sealed class CxlCapabilities
{
    private readonly FrozenDictionary<ushort, CxlCommandEffects> _effects;

    internal CxlCapabilities(IReadOnlyList<CxlCelEntry> entries)
    {
        Entries = entries;
        _effects = entries.GroupBy(entry => entry.Opcode).ToFrozenDictionary(group => group.Key, group => group.Last().Effects);
    }

    /// <summary>The entries, in the order of the log.</summary>
    public IReadOnlyList<CxlCelEntry> Entries { get; }

    /// <summary>True when the component has the command.</summary>
    /// <param name="opcode">The opcode.</param>
    public bool Supports(ushort opcode) => _effects.ContainsKey(opcode);

    /// <summary>True when the component has the command.</summary>
    /// <param name="command">The command.</param>
    public bool Supports(CxlCommand command) => Supports((command ?? throw new ArgumentNullException(nameof(command))).Opcode);

    /// <summary>What the command changes; null when the component does not have it.</summary>
    /// <param name="opcode">The opcode.</param>
    public CxlCommandEffects? EffectsOf(ushort opcode) => _effects.TryGetValue(opcode, out var effects) ? effects : null;

    /// <summary>True when the command may go on in the background.</summary>
    /// <param name="opcode">The opcode.</param>
    public bool RunsInBackground(ushort opcode) => EffectsOf(opcode)?.HasFlag(CxlCommandEffects.Background) == true;

    /// <summary>True when the command can be aborted while it runs in the background.</summary>
    /// <param name="opcode">The opcode.</param>
    public bool CanBeAborted(ushort opcode) => RunsInBackground(opcode) && EffectsOf(opcode)!.Value.HasFlag(CxlCommandEffects.AbortSupported);
}
