using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>Every kind of golden case is named by a test, so that no recording is passed over.</summary>
[Trait("Category", "Vectors")]
public class VectorKindTests
{
    public static TheoryData<string, string> Files()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests", "vectors"), "*.json", SearchOption.AllDirectories))
        {
            rows.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_kind_of_a_vector_file_has_a_test(string family, string file)
    {
        var tests = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(text => text.Contains($"\"{file}\"", StringComparison.Ordinal) || text.Contains($"\"{family}\"", StringComparison.Ordinal))
            .ToArray();
        var kinds = Vectors.Read(family, file).EnumerateArray()
            .Select(item => item.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString()! : file)
            .Distinct();
        Assert.All(kinds, kind => Assert.Contains(tests, text => text.Contains($"\"{kind}\"", StringComparison.Ordinal)));
    }
}
