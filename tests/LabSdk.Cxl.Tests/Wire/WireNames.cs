using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>The C# names of the fields of the golden cases, by the rules that eng/cxl/names.json states.</summary>
internal static class WireNames
{
    private static readonly string[] InUnits = ["256 MiB", "64 bytes", "128 bytes"];

    private static readonly JsonElement Names = Read("names.json");

    public static readonly JsonElement Table = Read("cxl-commands.json");

    public static JsonElement Command(string id) => Table.GetProperty("commands").EnumerateArray().First(command => command.GetProperty("id").GetString() == id);

    public static JsonElement Fields(string structure) => Table.GetProperty("structs").GetProperty(structure).GetProperty("fields");

    /// <summary>memdev_get_lsa -> MemdevGetLsa.</summary>
    public static string Pascal(string name) => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The property of a field.</summary>
    /// <param name="path">structure.field, with more dots for nested structures.</param>
    /// <param name="unit">The unit of the field.</param>
    public static string Property(string path, string? unit)
    {
        if (Names.GetProperty("fields").TryGetProperty(path, out var given))
        {
            return given.GetString()!;
        }

        var name = path[(path.LastIndexOf('.') + 1)..];
        var parts = name.Split('_').ToList();
        var suffix = "";
        if (parts is ["num", _, ..])
        {
            parts.RemoveAt(0);
            suffix = "Count";
            parts[^1] = parts[^1].EndsWith('s') && parts[^1] != "vcs" ? parts[^1][..^1] : parts[^1];
        }

        var words = Names.GetProperty("words");
        var made = string.Concat(parts.Select(part => words.TryGetProperty(part, out var word) ? word.GetString() : char.ToUpperInvariant(part[0]) + part[1..])) + suffix;
        return InUnits.Contains(unit) ? made + "Units" : made;
    }

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "eng", "cxl", file)));
        return document.RootElement.Clone();
    }
}
