namespace LabSdk.Benchmarks.Harness;

/// <summary>One line of the result table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Ours">Our median, with unit.</param>
/// <param name="Peer">The peer's median, with unit and name.</param>
/// <param name="Ratio">Ours against the peer in the sense of the budget; null where there is no peer.</param>
/// <param name="Budget">The budget as text, for example <c>&lt;= 0.6 x</c>.</param>
/// <param name="IsMet">Whether this run met it.</param>
/// <param name="Note">Rounds, sizes, source of a constant.</param>
internal sealed record ComparisonRow(string Work, string Ours, string Peer, double? Ratio, string Budget, bool IsMet, string Note = "")
{
    /// <summary>A row for times: smaller is better.</summary>
    public static ComparisonRow Time(string work, double ours, double peer, string unit, double mostRatio, string note = "") =>
        new(work, $"{ours:0.##} {unit}", $"{peer:0.##} {unit}", ours / peer, $"<= {mostRatio} x", ours / peer <= mostRatio, note);

    /// <summary>A row for rates: larger is better.</summary>
    public static ComparisonRow Rate(string work, double ours, double peer, string unit, double leastRatio, string note = "") =>
        new(work, $"{ours:0.##} {unit}", $"{peer:0.##} {unit}", ours / peer, $">= {leastRatio} x", ours / peer >= leastRatio, note);

    /// <summary>A row with an absolute upper limit and no peer.</summary>
    public static ComparisonRow Limit(string work, double ours, double most, string unit, string note = "") =>
        new(work, $"{ours:0.##} {unit}", "-", null, $"<= {most} {unit}", ours <= most, note);
}
