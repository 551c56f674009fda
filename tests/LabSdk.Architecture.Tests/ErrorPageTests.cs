using System.Reflection;
using System.Text.RegularExpressions;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>Every error id has its page and every page its id.</summary>
public partial class ErrorPageTests
{
    [Fact]
    public void Every_error_id_has_a_page_and_every_page_an_id()
    {
        var pages = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "errors"), "LAB-*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order();
        Assert.Equal(Ids().Select(pair => pair.Id).Order(), pages);
    }

    [Fact]
    public void No_error_id_is_used_twice()
    {
        Assert.Empty(Ids().GroupBy(pair => pair.Id).Where(group => group.Count() > 1).Select(group => string.Join(", ", group)));
    }

    [Fact]
    public void Error_ids_in_source_are_always_named_constants()
    {
        var stray = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).EndsWith("ErrorIds.cs", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && IdText().IsMatch(line)));
        Assert.Empty(stray);
    }

    private static List<(string Id, string Where)> Ids() =>
        Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src"))
            .SelectMany(folder => Assembly.Load(Path.GetFileName(folder)).GetTypes())
            .Where(type => type.Name.EndsWith("ErrorIds", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => ((string)field.GetRawConstantValue()!, $"{field.DeclaringType}.{field.Name}"))
            .ToList();

    [GeneratedRegex("\"LAB-[A-Z]+-[0-9]{4}\"")]
    private static partial Regex IdText();
}
