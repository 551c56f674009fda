namespace LabSdk.Display.Tests.Samples;

/// <summary>Every renderer at least once; the rules of notebooks are tested over this list.</summary>
public static class AllSamples
{
    public static IReadOnlyList<Sample> List { get; } = [.. BlockSamples.All(), .. FigureSamples.All(), .. CoreSamples.All()];

    /// <summary>The same renderers once each: without the samples that only differ in their data, for tests with many texts.</summary>
    public static IReadOnlyList<Sample> EachRenderer { get; } = [.. List.Where(s => !FigureSamples.EdgeNames.Contains(s.Name) && s.Name is not
        ("table: 2000 rows" or "core: long frame" or "figure: large heat map" or "figure: many points" or "figure: many traces"
        or "figure: gaps" or "figure: large offset" or "figure: empty heat map" or "figure: heat map of one" or "figure: empty histogram"
        or "figure: constant histogram"))];

    public static TheoryData<string> Names => [.. List.Select(s => s.Name)];

    public static Sample Get(string name) => List.Single(s => s.Name == name);
}
