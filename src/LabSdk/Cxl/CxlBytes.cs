using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>Bytes that were read from a component: a log, labels, the value of a feature; exactly as many as it gave. Shows itself as a hex listing.</summary>
public sealed class CxlBytes : CxlView
{
    internal CxlBytes(CxlDevice device, string name, ReadOnlyMemory<byte> data, uint offset = 0)
        : base(device) => (Name, Data, Offset) = (name, data, offset);

    /// <summary>What they are.</summary>
    public string Name { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>How many bytes there are.</summary>
    public int Length => Data.Length;

    /// <summary>Where they begin within the whole, in bytes.</summary>
    public uint Offset { get; }

    /// <summary>Returns a copy of the bytes.</summary>
    public byte[] ToArray() => Data.ToArray();

    /// <summary>Writes the bytes to a file, replacing one that is there.</summary>
    /// <param name="path">Its path.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllBytes(path, Data.Span);
    }

    internal override Block View() => CxlBytesView.Of(this);
}
