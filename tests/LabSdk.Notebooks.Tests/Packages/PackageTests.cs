using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Packages;

/// <summary>Packages of notebooks, from a folder feed; assemblies have other names in each test, as a process loads each name once.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly LocalFeed _feed = new();

    [Fact]
    public async Task A_package_and_what_it_needs_are_restored_once_and_found_again_without_restore()
    {
        _feed.Add("Tiny.Base", "1.0.0", "public static class TinyBase { public static string Name => \"base\"; }");
        _feed.Add("Tiny.Top", "1.2.0", "public static class TinyTop { public static int Value => 42; }", ("Tiny.Base", "1.0.0"));
        await using (var session = new Session(_feed.Options))
        {
            Assert.Equal("42 base", await session.Value("#r \"nuget: Tiny.Top, 1.2.0\"\n$\"{TinyTop.Value} {TinyBase.Name}\""));
            Assert.Equal("Packages: Tiny.Top 1.2.0", Assert.Single(session.Output.Shown).PlainText);
            Assert.Equal(42, await session.Value("TinyTop.Value"));
        }

        Directory.Delete(_feed.Feed, recursive: true);
        await using var offline = new Session(_feed.Options with { AllowNetwork = false });
        Assert.Equal(42, await offline.Value("#:package Tiny.Top@1.2.0\nTinyTop.Value"));
        Assert.Equal("Packages: Tiny.Top 1.2.0", Assert.Single(offline.Output.Shown).PlainText);
    }

    [Fact]
    public async Task Without_network_a_new_package_is_refused()
    {
        await using var session = new Session(_feed.Options with { AllowNetwork = false });

        Assert.StartsWith("LAB-NOTE-0005", (await session.Error("#r \"nuget: Tiny.Nowhere\"")).Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_package_is_told_with_the_reason_and_a_later_cell_works()
    {
        await using var session = new Session(_feed.Options);

        var error = await session.Error("#r \"nuget: Tiny.Typo\"\nvar a = 1;");

        Assert.StartsWith("LAB-NOTE-0004", error.Traceback[0], StringComparison.Ordinal);
        Assert.Contains("NU1101", error.Message, StringComparison.Ordinal);
        Assert.Contains("spelling", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, await session.Value("1 + 1"));
    }

    [Fact]
    public async Task A_source_of_the_notebook_is_asked_and_the_newest_version_taken()
    {
        var other = Path.Combine(_feed.Folder, "other");
        _feed.Add("Tiny.Versions", "1.0.0", "public static class TinyVersions { public static int Value => 1; }", folder: other);
        _feed.Add("Tiny.Versions", "2.0.0", "public static class TinyVersions { public static int Value => 2; }", folder: other);
        await using var session = new Session(_feed.Options);

        Assert.Equal(2, await session.Value("#i \"nuget:other\"\n#r \"nuget: Tiny.Versions\"\nTinyVersions.Value"));

        var error = await session.Error("#r \"nuget: Tiny.Versions, 1.0.0\"");
        Assert.StartsWith("LAB-NOTE-0006", error.Traceback[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_that_the_kernel_holds_in_another_version_are_refused()
    {
        _feed.Add("CsvHelper", "1.0.0", "public static class OldCsv { }");
        await using var session = new Session(_feed.Options);

        var error = await session.Error("#r \"nuget: CsvHelper, 1.0.0\"");

        Assert.StartsWith("LAB-NOTE-0006", error.Traceback[0], StringComparison.Ordinal);
        Assert.Contains("downgrade", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LabSdk_itself_is_there_in_its_own_version_only()
    {
        await using var session = new Session(_feed.Options with { AllowNetwork = false });

        Assert.Equal(1, await session.Value("#r \"nuget: LabSdk\"\n1"));
        Assert.Contains("dotnet tool update", (await session.Error("#r \"nuget: LabSdk, 99.0.0\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_the_restore()
    {
        _feed.Add("Tiny.Slow", "1.0.0", "public static class TinySlow { }");
        await using var session = new Session(_feed.Options);
        var run = session.Run("#r \"nuget: Tiny.Slow\"");
        while (session.Output.Shown.Count == 0)
        {
            await Task.Delay(1);
        }

        session.Engine.Interrupt();

        Assert.Equal("KeyboardInterrupt", (await run).Error!.Name);
    }

    public void Dispose() => _feed.Dispose();
}
