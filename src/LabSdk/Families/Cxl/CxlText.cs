using System.Globalization;

namespace LabSdk.Families.Cxl;

/// <summary>How sizes, addresses and names of CXL read.</summary>
internal static class CxlText
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ecc"] = "ECC", ["cxl"] = "CXL", ["ckid"] = "CKID", ["cme"] = "CME", ["cvme"] = "CVME", ["lsa"] = "LSA", ["fru"] = "FRU", ["crc"] = "CRC",
        ["perst"] = "PERST", ["ppb"] = "PPB", ["dram"] = "DRAM", ["gfd"] = "GFD", ["msi"] = "MSI", ["vcs"] = "VCS", ["usp"] = "USP", ["dsp"] = "DSP",
        ["rcd"] = "RCD", ["pbr"] = "PBR", ["l0"] = "L0", ["l1"] = "L1", ["l2"] = "L2", ["l0s"] = "L0s", ["hbr"] = "HBR", ["pid"] = "PID", ["ld"] = "LD",
    };

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A size in binary units, for example <c>1.5 GiB</c>.</summary>
    public static string Bytes(ulong bytes)
    {
        var unit = 0;
        var size = (double)bytes;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.##} {Units[unit]}");
    }

    /// <summary>A device physical address.</summary>
    public static string Address(ulong address) => string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    /// <summary>A serial number as it is confirmed.</summary>
    public static string Serial(ulong number) => string.Create(CultureInfo.InvariantCulture, $"0x{number:x16}");

    /// <summary>An opcode as the specification writes it.</summary>
    public static string Opcode(ushort opcode) => string.Create(CultureInfo.InvariantCulture, $"{opcode:X4}h");

    /// <summary>The name of a value in words: <c>AllDataLost</c> is "all data lost"; one without a name is "reserved (12)".</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? Words(value.ToString()) : $"reserved ({value:D})";

    /// <summary>The names of the bits in words; bits without a name as a number; "none" for no bit.</summary>
    public static string Flags<T>(T value)
        where T : struct, Enum
    {
        var all = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
        var names = new List<string>();
        foreach (var each in Enum.GetValues<T>())
        {
            var bits = Convert.ToUInt64(each, CultureInfo.InvariantCulture);
            if (bits != 0 && (all & bits) == bits)
            {
                names.Add(Words(each.ToString()));
                all &= ~bits;
            }
        }

        if (all != 0)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"bits {all:x}h"));
        }

        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    private static string Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var isEnd = i == name.Length
                || (char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (!char.IsDigit(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1])) || (char.IsUpper(name[i - 1]) && i > 1 && char.IsDigit(name[i - 2]))))
                || (char.IsDigit(name[i]) && char.IsLower(name[i - 1]));
            if (isEnd)
            {
                words.Add(Word(name[start..i]));
                start = i;
            }
        }

        return string.Join(' ', words);
    }

    // Abbreviations stay as they are written in the specification.
    private static string Word(string word) => Abbreviations.TryGetValue(word, out var known) ? known
        : word.Length > 1 && word.All(sign => char.IsUpper(sign) || char.IsDigit(sign)) ? word
        : word.ToLowerInvariant();
}
