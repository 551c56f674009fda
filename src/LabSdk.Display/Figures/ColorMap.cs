namespace LabSdk.Display;

/// <summary>Colours for values between a lower and an upper end.</summary>
/// <remarks>Thread-safe: immutable.</remarks>
public sealed class ColorMap
{
    private readonly (byte R, byte G, byte B)[] _table = new (byte, byte, byte)[256];

    private ColorMap(string name, params ReadOnlySpan<int> stops)
    {
        Name = name;
        for (var i = 0; i < 256; i++)
        {
            var place = i / 255.0 * (stops.Length - 1);
            var low = Math.Min((int)place, stops.Length - 2);
            var part = place - low;
            _table[i] = (Mix(stops[low], stops[low + 1], 16, part), Mix(stops[low], stops[low + 1], 8, part), Mix(stops[low], stops[low + 1], 0, part));
        }
    }

    /// <summary>Dark blue over green to yellow: even steps of lightness, readable for colour-blind people and in grey print.</summary>
    public static ColorMap Viridis { get; } = new(
        "viridis", 0x440154, 0x472C7A, 0x3B518B, 0x2C718E, 0x21908D, 0x27AD81, 0x5CC863, 0xAADC32, 0xFDE725);

    /// <summary>Black over red to pale yellow: weak signals on a dark ground.</summary>
    public static ColorMap Inferno { get; } = new(
        "inferno", 0x000004, 0x1F0C48, 0x550F6D, 0x88226A, 0xBA3655, 0xE35933, 0xF98C0A, 0xF9C932, 0xFCFFA4);

    /// <summary>Black to white.</summary>
    public static ColorMap Gray { get; } = new("gray", 0x000000, 0xFFFFFF);

    /// <summary>The name, for example <c>viridis</c>.</summary>
    public string Name { get; }

    /// <summary>The colour at a place between 0 and 1; outside values take the nearest end.</summary>
    /// <param name="place">0 for the lower end, 1 for the upper end.</param>
    public (byte R, byte G, byte B) At(double place) => _table[Index(place)];

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    internal static int Index(double place) => double.IsNaN(place) ? 0 : (int)Math.Round(Math.Clamp(place, 0, 1) * 255);

    internal string Hex(double place)
    {
        var (r, g, b) = At(place);
        return $"#{r:x2}{g:x2}{b:x2}";
    }

    private static byte Mix(int from, int to, int shift, double part)
    {
        int low = (from >> shift) & 255, high = (to >> shift) & 255;
        return (byte)Math.Round(low + ((high - low) * part));
    }
}
