using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The ports of a switch, with what hangs on them and what its virtual switches have bound. Shows itself as a drawing with a table.</summary>
public sealed class CxlPorts : CxlView, IReadOnlyList<CxlPort>
{
    private readonly CxlPort[] _ports;

    internal CxlPorts(CxlDevice device, FmapiIdentifySwDevice identity, IEnumerable<CxlPortState> ports, IReadOnlyList<CxlVcs> virtualSwitches)
        : base(device)
    {
        Identity = identity;
        VirtualSwitches = virtualSwitches;
        _ports = [.. ports.Select(port => new CxlPort(device, port))];
    }

    /// <summary>What the switch is.</summary>
    public FmapiIdentifySwDevice Identity { get; }

    /// <summary>How many there are.</summary>
    public int Count => _ports.Length;

    /// <summary>The virtual switches; empty when they cannot be read.</summary>
    internal IReadOnlyList<CxlVcs> VirtualSwitches { get; }

    /// <summary>A port by its place, which is its id on most switches.</summary>
    /// <param name="index">From 0.</param>
    public CxlPort this[int index] => _ports[index];

    /// <inheritdoc/>
    public IEnumerator<CxlPort> GetEnumerator() => ((IEnumerable<CxlPort>)_ports).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlSwitchView.Of(this);
}
