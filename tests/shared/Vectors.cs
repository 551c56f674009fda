using System.Text.Json;

namespace LabSdk.Testing;

/// <summary>Reads golden cases; the folder is <c>tests/vectors</c> or what <c>LABSDK_VECTORS</c> names.</summary>
internal static class Vectors
{
    /// <summary>All cases of a file, as xunit rows of (name, case JSON); a missing or empty file is an error, never an empty theory.</summary>
    public static TheoryData<string, string> Load(string family, string file, string? kind = null)
    {
        var rows = new TheoryData<string, string>();
        foreach (var item in Read(family, file).EnumerateArray())
        {
            if (kind is null || item.GetProperty("kind").GetString() == kind)
            {
                rows.Add(item.GetProperty("name").GetString()!, item.GetRawText());
            }
        }

        return rows;
    }

    public static JsonElement Read(string family, string file)
    {
        var path = Path.Combine(Folder(), family, file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var cases = document.RootElement.GetProperty("cases").Clone();
        return cases.GetArrayLength() > 0 ? cases : throw new InvalidDataException($"{path} has no cases");
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Folder()
    {
        var given = Environment.GetEnvironmentVariable("LABSDK_VECTORS");
        return string.IsNullOrEmpty(given) ? Path.Combine(RepositoryRoot.Path, "tests", "vectors") : given;
    }
}
