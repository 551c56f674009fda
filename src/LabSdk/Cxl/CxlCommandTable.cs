using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The commands that a component has, with what each changes, as its Command Effects Log tells. Shows itself as a table.</summary>
public sealed class CxlCommandTable : CxlView, IReadOnlyList<CxlCelEntry>
{
    private readonly CxlCapabilities _capabilities;

    internal CxlCommandTable(CxlDevice device, CxlCapabilities capabilities)
        : base(device) => _capabilities = capabilities;

    /// <summary>How many there are.</summary>
    public int Count => _capabilities.Entries.Count;

    /// <summary>A command by its place.</summary>
    /// <param name="index">From 0.</param>
    public CxlCelEntry this[int index] => _capabilities.Entries[index];

    /// <summary>True when the component has the command.</summary>
    /// <param name="opcode">The opcode, for example <c>0x4200</c>.</param>
    public bool Supports(ushort opcode) => _capabilities.Supports(opcode);

    /// <summary>True when the component has the command.</summary>
    /// <param name="command">The command, for example <c>CxlCommands.MemdevGetHealthInfo</c>.</param>
    public bool Supports(CxlCommand command) => _capabilities.Supports(command);

    /// <inheritdoc/>
    public IEnumerator<CxlCelEntry> GetEnumerator() => _capabilities.Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlCommandView.Of(this);
}
