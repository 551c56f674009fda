using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The label storage area of a memory device, where hosts keep what they know of its regions. Shows its size and its first bytes.</summary>
public sealed class CxlLabels : CxlView
{
    internal CxlLabels(CxlDevice device, uint size, ReadOnlyMemory<byte> start)
        : base(device) => (Size, Start) = (size, start);

    /// <summary>Its size in bytes.</summary>
    public uint Size { get; }

    /// <summary>Its first bytes, at most 256.</summary>
    internal ReadOnlyMemory<byte> Start { get; }

    /// <summary>Reads a range, in as many parts as it needs, with a bar for a long one. Blocks.</summary>
    /// <param name="offset">Where to begin, in bytes. Default 0.</param>
    /// <param name="length">How many bytes; null for the rest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public CxlBytes Read(uint offset = 0, uint? length = null, CancellationToken cancellationToken = default) => new(
        Device,
        "Labels",
        Device.RunWithProgress($"Reading the labels of '{Device.Id}'", "labels", CxlCommands.MemdevGetLsa, (client, progress, token) => client.ReadLsaAsync(offset, length, progress, token), cancellationToken),
        offset);

    /// <summary>Writes a range. Destroys what stands there: a host that finds no labels any more loses its regions. Blocks.</summary>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="cancellationToken">Ends it; what is written by then stays.</param>
    /// <exception cref="CxlConfirmationException">The confirmation names another device; nothing was sent.</exception>
    public void Write(uint offset, ReadOnlyMemory<byte> data, CxlConfirmation confirmation, CancellationToken cancellationToken = default) => Device.RunWithProgress(
        $"Writing the labels of '{Device.Id}'", "labels", CxlCommands.MemdevSetLsa,
        async (client, progress, token) =>
        {
            await client.WriteLsaAsync(offset, data, confirmation, progress, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    internal override Block View() => new Section(
        $"Labels of {Device.Id}: {Families.Cxl.CxlText.Bytes(Size)}{Mark}",
        new TextBlock(CxlBytesView.Listing(Start.Span, 0, 16), TextStyle.Code),
        new TextBlock("The first bytes; Read() gives all.", TextStyle.Muted));
}
