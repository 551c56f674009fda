using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The heads of a multi-headed device: their links, and the logical devices of each. Shows itself as a table.</summary>
public sealed class CxlHeads : CxlView, IReadOnlyList<CxlHead>
{
    private readonly IReadOnlyList<CxlHead> _heads;

    internal CxlHeads(CxlDevice device, IReadOnlyList<CxlHead> heads, IReadOnlyList<byte> map)
        : base(device) => (_heads, LdMap) = (heads, map);

    /// <summary>How many there are.</summary>
    public int Count => _heads.Count;

    /// <summary>The head's port of each logical device; 255 for one that none has.</summary>
    public IReadOnlyList<byte> LdMap { get; }

    /// <summary>A head by its place.</summary>
    /// <param name="index">From 0.</param>
    public CxlHead this[int index] => _heads[index];

    /// <inheritdoc/>
    public IEnumerator<CxlHead> GetEnumerator() => _heads.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlHeadView.Of(this);
}
