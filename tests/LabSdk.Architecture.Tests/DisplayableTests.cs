using System.Collections;
using System.Reflection;
using LabSdk.Display;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>Whatever shows itself in our own kernel shows itself in the other hosts, too.</summary>
public class DisplayableTests
{
    public static TheoryData<Type> Displayables() => [.. Types()];

    // The engine and the tool are a host of their own: nothing of them is loaded into another one.
    private static readonly string[] OwnHost = ["LabSdk.Notebooks", "LabSdk.Kernel"];

    private static IEnumerable<Type> Types() => Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src"))
        .Select(folder => Path.GetFileName(folder))
        .Except(OwnHost)
        .SelectMany(name => Assembly.Load(name).GetExportedTypes())
        .Where(type => type is { IsAbstract: false, IsInterface: false } && IsShown(type));

    [Theory]
    [MemberData(nameof(Displayables))]
    public void Type_is_found_by_hosts_through_the_convention(Type type)
    {
        Assert.True(ConventionHost.IsAttributed(type), $"{type} needs [TypeFormatterSource]: .NET Interactive does not see attributes of interfaces.");
        Assert.Equal(["text/html"], ConventionHost.PreferredMimeTypes(type));
    }

    [Theory]
    [MemberData(nameof(Displayables))]
    public void Type_has_ToHtml_for_hosts_that_look_for_it(Type type)
    {
        var method = type.GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, null, Type.EmptyTypes, null);
        Assert.Equal(typeof(string), method?.ReturnType);
    }

    [Fact]
    public void Both_kinds_of_displayables_are_seen()
    {
        var types = Types().ToArray();
        Assert.Contains(typeof(Data.DataFrame), types);
        Assert.Contains(typeof(Lab), types);
        Assert.True(types.Length > 30, $"{types.Length}");
    }

    private static bool IsShown(Type type) =>
        typeof(IDisplayable).IsAssignableFrom(type) || Registered().Any(view => view != typeof(Exception) ? IsViewOf(view, type) : typeof(LabException).IsAssignableFrom(type));

    private static bool IsViewOf(Type view, Type type) => !view.IsInterface && view.IsAssignableFrom(type);

    // The types with a registered view; the registry itself is private to the assembly.
    private static IEnumerable<Type> Registered()
    {
        Views.ToMimeBundle(null);
        var registry = (IDictionary)typeof(Views).GetField("Registered", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        return registry.Keys.Cast<Type>();
    }
}
