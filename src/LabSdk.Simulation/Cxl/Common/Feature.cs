namespace LabSdk.Simulation.Cxl;

/// <summary>A feature of a component.</summary>
/// <param name="id">What it is.</param>
/// <param name="initial">Its default value, as Get Feature gives it.</param>
/// <param name="setSize">Bytes that Set Feature takes; 0 when it cannot be changed.</param>
/// <param name="write">Puts what was set into a value; false when a host may not set it so.</param>
internal sealed class Feature(Guid id, byte[] initial, int setSize, Feature.Writer write)
{
    public const byte GetVersion = 1, SetVersion = 1;

    // Changeable, kept over a conventional reset when saved, with a default and a saved value.
    private const uint Changeable = 1, KeptOverConventionalReset = 2 << 1, HasDefault = 1 << 5, HasSaved = 1 << 6;

    // Immediate configuration change; bits 11:10 are valid and say nothing.
    private const ushort ImmediateConfiguration = 0x0202;

    private byte[] _current = [.. initial], _saved = [.. initial];

    /// <summary>Puts set data into a value.</summary>
    public delegate bool Writer(ReadOnlySpan<byte> data, byte[] value);

    public Guid Id => id;

    public int SetSize => setSize;

    public uint Attributes => (setSize > 0 ? Changeable | KeptOverConventionalReset : 0) | HasDefault | HasSaved;

    public ushort Effects => setSize > 0 ? ImmediateConfiguration : (ushort)0;

    /// <summary>How often patrol scrub goes round, in hours, 1 to 255, and whether it is on.</summary>
    public static Feature PatrolScrub() => new(CxlUuids.PatrolScrub, [0x03, 12, 1, 1], 2, static (data, value) =>
    {
        // Get: capabilities, cycle, shortest cycle, flags. Set: cycle, flags.
        (value[1], value[3]) = (data[0], (byte)(data[1] & 1));
        return data[0] != 0;
    });

    /// <summary>Error check scrub of the DRAM: what is logged, threshold, mode.</summary>
    public static Feature ErrorCheckScrub() => new(CxlUuids.ErrorCheckScrub, [0x01, 0x01, 0x03, 0x00, 0x00], 3, static (data, value) =>
    {
        // Get: log capability, capability, configuration, flags. Set: log capability, configuration.
        (value[0], value[2], value[3]) = ((byte)(data[0] & 3), data[1], data[2]);
        return true;
    });

    /// <summary>Bytes of the vendor's that are what was set; long enough to be set in parts.</summary>
    public static Feature Vendor() => new(CxlUuids.VendorFeature, [.. Enumerable.Range(0, 300).Select(index => (byte)index)], 300, static (data, value) =>
    {
        data.CopyTo(value);
        return true;
    });

    /// <summary>A value: 0 current, 1 default, 2 saved.</summary>
    public byte[] Value(byte selection) => selection switch { 1 => initial, 2 => _saved, _ => _current };

    public bool TrySet(ReadOnlySpan<byte> data, bool isSaved)
    {
        var value = _current.ToArray();
        if (!write(data, value))
        {
            return false;
        }

        _current = value;
        _saved = isSaved ? [.. value] : _saved;
        return true;
    }

    public void Reset() => _current = [.. _saved];
}
