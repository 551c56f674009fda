namespace LabSdk.Display.Tests.Samples;

/// <summary>Every renderer at least once; the rules of notebooks are tested over this list.</summary>
public static class AllSamples
{
    public static IReadOnlyList<Sample> List { get; } = [.. BlockSamples.All(), .. FigureSamples.All(), .. CoreSamples.All()];

    public static TheoryData<string> Names => [.. List.Select(s => s.Name)];

    public static Sample Get(string name) => List.Single(s => s.Name == name);
}
