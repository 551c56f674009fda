namespace LabSdk.Display;

/// <summary>A name in the legend with its place on the drawing.</summary>
/// <param name="Series">Which series colour and marker.</param>
/// <param name="Trace">The trace it names; null for the count of names without room.</param>
/// <param name="Text">What is written.</param>
/// <param name="X">Left end.</param>
/// <param name="Y">Upper end.</param>
internal sealed record LegendEntry(int Series, Trace? Trace, string Text, double X, double Y);
