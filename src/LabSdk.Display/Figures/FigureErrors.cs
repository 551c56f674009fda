namespace LabSdk.Display;

/// <summary>Data that do not fit together.</summary>
internal static class FigureErrors
{
    public static void RequireEqual(string first, long firstCount, string second, long secondCount)
    {
        if (firstCount != secondCount)
        {
            throw Invalid(
                $"The figure got {Numbers.Count(firstCount)} values of {first} but {Numbers.Count(secondCount)} of {second}.",
                "Give as many of one as of the other.");
        }
    }

    public static LabException Invalid(string problem, string hint) => new(ViewErrorIds.InvalidFigure, problem, hint);
}
