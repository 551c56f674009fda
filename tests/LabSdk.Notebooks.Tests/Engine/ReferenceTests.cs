namespace LabSdk.Notebooks.Tests.Engine;

public sealed class ReferenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-cells-").FullName;

    [Fact]
    public async Task Load_runs_a_script_and_its_own_relative_loads()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "inner"));
        File.WriteAllText(Path.Combine(_folder, "inner", "a.csx"), "#load \"b.cs\"\nvar a = b + 1;");
        File.WriteAllText(Path.Combine(_folder, "inner", "b.cs"), "var b = 1;");
        await using var session = Open();

        Assert.Equal(2, await session.Value("#load \"inner/a.csx\"\na"));
    }

    [Fact]
    public async Task Errors_in_a_loaded_script_name_it()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csx"), "\nthrow new Exception(\"no\");");
        await using var session = Open();

        var error = await session.Error("#load \"a.csx\"");

        Assert.Contains(error.Traceback, line => line.Contains("a.csx, line 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_loads_itself_and_one_that_is_missing_are_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csx"), "#load \"a.csx\"");
        await using var session = Open();

        Assert.StartsWith("LAB-NOTE-0002", (await session.Error("#load \"a.csx\"")).Traceback[0], StringComparison.Ordinal);
        Assert.StartsWith("LAB-NOTE-0002", (await session.Error("#load \"none.csx\"")).Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_of_a_file_can_be_used()
    {
        File.Copy(typeof(FsCheck.Arbitrary<>).Assembly.Location, Path.Combine(_folder, "Copied.dll"));
        await using var session = Open();

        Assert.Equal("FsCheck", await session.Value("#r \"Copied.dll\"\ntypeof(FsCheck.Arbitrary<>).Namespace"));
    }

    [Fact]
    public async Task A_missing_assembly_is_refused_with_its_path()
    {
        await using var session = Open();

        var error = await session.Error("#r \"none.dll\"");

        Assert.StartsWith("LAB-NOTE-0001", error.Traceback[0], StringComparison.Ordinal);
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assemblies_of_the_framework_can_be_named()
    {
        await using var session = Open();

        Assert.Equal("a", await session.Value("#r \"System.Xml.XDocument\"\nnew System.Xml.Linq.XElement(\"a\").Name.LocalName"));
    }

    [Fact]
    public async Task Directives_of_file_based_apps_are_accepted_with_a_note()
    {
        await using var session = Open();

        Assert.Equal(1, await session.Value("#!/usr/bin/env dotnet\n#:property PublishAot=false\n1"));
        Assert.Contains("not used in a notebook", session.Output.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Session Open() => new(new ScriptEngineOptions { WorkingDirectory = _folder });
}
