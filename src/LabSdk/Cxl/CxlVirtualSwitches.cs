using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The virtual switches of a switch, for <c>sw.Virtual[0].Bind(vppb: 2, port: 1, ld: 4)</c>. Shows itself as a table of the vPPBs.</summary>
public sealed class CxlVirtualSwitches : CxlView, IReadOnlyList<CxlVirtualSwitch>
{
    private readonly CxlVirtualSwitch[] _switches;

    internal CxlVirtualSwitches(CxlDevice device, IEnumerable<CxlVcs> switches)
        : base(device) => _switches = [.. switches.Select(each => new CxlVirtualSwitch(device, each))];

    /// <summary>How many there are.</summary>
    public int Count => _switches.Length;

    /// <summary>A virtual switch by its place, which is its id on most switches.</summary>
    /// <param name="index">From 0.</param>
    public CxlVirtualSwitch this[int index] => _switches[index];

    /// <inheritdoc/>
    public IEnumerator<CxlVirtualSwitch> GetEnumerator() => ((IEnumerable<CxlVirtualSwitch>)_switches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlVirtualSwitchView.Of(Device, [.. _switches.Select(each => each.State)]);
}
