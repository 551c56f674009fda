namespace LabSdk.Odp;

/// <summary>Resamples on the grid of interval starts, along straight lines. Does not extrapolate.</summary>
internal sealed class LinearProcessor : IIntervalProcessor
{
    public bool NeedsNextPoint => true;

    public IntervalResult Process(in IntervalContext context)
    {
        var right = context.Points.IsEmpty ? context.Next : context.Points[0];
        var value = right is { } after && after.Time == context.Start ? after.Value
            : context.Previous is { } left && right is { } next ? Between(left, next, context.Start)
            : double.NaN;
        return context.Points.IsEmpty
            ? new IntervalResult(context.Identifier, context.Start, context.End, double.IsNaN(value) ? IntervalResultKind.Empty : IntervalResultKind.Held, value)
            : AggregateProcessor.Sum(context) with { Value = value };
    }

    // Weighted, so that neither a steep line nor one between huge values overflows.
    private static double Between(IntervalPoint left, IntervalPoint right, ulong time)
    {
        var weight = (double)(time - left.Time) / (right.Time - left.Time);
        return (left.Value * (1 - weight)) + (right.Value * weight);
    }
}
