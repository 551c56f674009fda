namespace LabSdk.Odp;

/// <summary>Picks the value of a result.</summary>
internal delegate double ValueOf(in IntervalResult result);

/// <summary>Sums an interval up; without samples the last one before is held.</summary>
internal sealed class AggregateProcessor(ValueOf value) : IIntervalProcessor
{
    public IntervalResult Process(in IntervalContext context)
    {
        var points = context.Points;
        if (points.IsEmpty)
        {
            return context.Previous is { } previous
                ? new IntervalResult(context.Identifier, context.Start, context.End, IntervalResultKind.Held, previous.Value)
                : new IntervalResult(context.Identifier, context.Start, context.End, IntervalResultKind.Empty, double.NaN);
        }

        var result = Sum(context);
        return result with { Value = value(result) };
    }

    internal static IntervalResult Sum(in IntervalContext context)
    {
        var points = context.Points;
        var (min, max, sum) = (points[0].Value, points[0].Value, 0.0);
        foreach (var point in points)
        {
            min = Math.Min(min, point.Value);
            max = Math.Max(max, point.Value);
            sum += point.Value;
        }

        return new IntervalResult(context.Identifier, context.Start, context.End, IntervalResultKind.Aggregate, double.NaN)
        {
            First = points[0].Value,
            Last = points[^1].Value,
            Min = min,
            Max = max,
            Mean = sum / points.Length,
            Count = points.Length,
        };
    }
}
