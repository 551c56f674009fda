using System.Text.Json;

namespace LabSdk.Testing;

/// <summary>
/// Reads golden cases from <c>tests/vectors</c>, or from the folder that <c>LABSDK_VECTORS</c> names: other recordings in
/// the same format. A file or kind that those recordings do not have is taken from <c>tests/vectors</c>, so a theory is
/// never empty.
/// </summary>
internal static class Vectors
{
    private static readonly string OwnFolder = Path.Combine(RepositoryRoot.Path, "tests", "vectors");

    /// <summary>The cases of a file, all or of one kind, as xunit rows of (name, case JSON).</summary>
    public static TheoryData<string, string> Load(string family, string file, string? kind = null)
    {
        var rows = Rows(Read(family, file), kind);
        return rows.Count > 0 ? rows : Rows(CasesOf(ReadFile(Path.Combine(OwnFolder, family, file)), file), kind) is { Count: > 0 } own ? own
            : throw new InvalidDataException($"No case of kind '{kind}' in {family}/{file}");
    }

    /// <summary>The cases of one section of a file that has several, as xunit rows of (id, case JSON).</summary>
    public static TheoryData<string, string> LoadSection(string family, string file, string section)
    {
        var document = ReadDocument(family, file);
        if (!document.TryGetProperty(section, out var cases) || cases.GetArrayLength() == 0)
        {
            cases = ReadFile(Path.Combine(OwnFolder, family, file)).GetProperty(section);
        }

        var rows = new TheoryData<string, string>();
        foreach (var (index, item) in cases.EnumerateArray().Index())
        {
            rows.Add(item.TryGetProperty("id", out var id) ? id.GetString()! : $"{section} {index}", item.GetRawText());
        }

        return rows;
    }

    /// <summary>The cases of a file; all of them when it has several sections.</summary>
    public static JsonElement Read(string family, string file) => CasesOf(ReadDocument(family, file), file);

    private static JsonElement ReadDocument(string family, string file)
    {
        var given = Environment.GetEnvironmentVariable("LABSDK_VECTORS");
        if (string.IsNullOrEmpty(given))
        {
            return ReadFile(Path.Combine(OwnFolder, family, file));
        }

        if (!Directory.Exists(given))
        {
            throw new DirectoryNotFoundException($"LABSDK_VECTORS names {given}, which does not exist");
        }

        string[] places = [Path.Combine(given, family, file), Path.Combine(given, file), Path.Combine(OwnFolder, family, file)];
        return ReadFile(places.First(File.Exists));
    }

    /// <summary>The case that a row carries.</summary>
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static JsonElement ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static JsonElement CasesOf(JsonElement document, string file)
    {
        if (!document.TryGetProperty("cases", out var cases) && !document.TryGetProperty("vectors", out cases))
        {
            var sections = document.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).SelectMany(member => member.Value.EnumerateArray());
            cases = JsonSerializer.SerializeToElement(sections);
        }

        return cases.GetArrayLength() > 0 ? cases : throw new InvalidDataException($"{file} has no cases");
    }

    private static TheoryData<string, string> Rows(JsonElement cases, string? kind)
    {
        var rows = new TheoryData<string, string>();
        foreach (var item in cases.EnumerateArray())
        {
            if (kind is null || (item.TryGetProperty("kind", out var own) && own.GetString() == kind))
            {
                rows.Add((item.TryGetProperty("name", out var name) ? name : item.GetProperty("id")).GetString()!, item.GetRawText());
            }
        }

        return rows;
    }
}
