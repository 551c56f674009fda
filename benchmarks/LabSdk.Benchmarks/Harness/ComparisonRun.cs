using System.Runtime.InteropServices;

namespace LabSdk.Benchmarks.Harness;

/// <summary>Runs every comparison that matches and prints one table.</summary>
internal static class ComparisonRun
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(string filter)
    {
        var comparisons = typeof(ComparisonRun).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IComparison)) && type is { IsInterface: false, IsAbstract: false })
            .Select(type => (IComparison)Activator.CreateInstance(type)!)
            .Where(comparison => comparison.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .OrderBy(comparison => comparison.Name, StringComparer.Ordinal)
            .ToArray();
        Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, medians");
        Console.WriteLine();
        Console.WriteLine("| work | LabSdk | peer | ratio | budget | met | note |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var failed = comparisons.Length == 0;
        foreach (var comparison in comparisons)
        {
            using var limit = new CancellationTokenSource(MostTime);
            await using var peers = new Peers();
            try
            {
                foreach (var row in await comparison.RunAsync(peers, limit.Token))
                {
                    var ratio = row.Ratio is { } value ? $"{value:0.00}" : "-";
                    Console.WriteLine($"| {row.Work} | {row.Ours} | {row.Peer} | {ratio} | {row.Budget} | {(row.IsMet ? "yes" : "NO")} | {row.Note} |");
                }
            }
            catch (Exception error)
            {
                failed = true;
                Console.WriteLine($"| {comparison.Name} | failed: {error.GetType().Name} {error.Message.ReplaceLineEndings(" ")} | | | | | |");
            }
        }

        // A missed budget is a fact to report, not a failure of the run; times are never asserted.
        return failed ? 1 : 0;
    }
}
