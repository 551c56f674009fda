using System.Diagnostics;
using LabSdk.Benchmarks.Harness;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>
/// What the scan adds to the calls of a point: a move that is waited for and one reading, on the simulated daemon over loopback,
/// against the same two calls made one after the other through the async client.
/// </summary>
internal sealed class ScanPointOverGrpc : IComparison
{
    private const int Points = 100;
    private const int Rounds = 60;
    private const int WarmUp = 10;
    private const double Budget = 30;

    public string Name => "scan point, over gRPC minus its calls";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.SimulateAsync(new SimulatedDaemonOptions { Profile = SimulatedDaemonProfile.Faithful }, cancellationToken: cancellationToken);
        var plan = Scan(lab.Motor("mock_stage"), 0, 100, Points).Read(lab.Detector("mock_power_meter")).Quiet();
        var targets = plan.Points.Select(point => point.Targets[0]).ToArray();
        var (scan, calls) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            calls.Add(await TimeAsync(async () =>
            {
                foreach (var target in targets)
                {
                    await lab.Daq.MoveAbsoluteAsync("mock_stage", target, waitForCompletion: true, cancellationToken: cancellationToken);
                    await lab.Daq.Hardware.ReadValueAsync("mock_power_meter", cancellationToken);
                }
            }));
            scan.Add(await TimeAsync(() => plan.RunAsync(cancellationToken: cancellationToken)));
        }

        // Rounds are paired, so that a drift of the machine drops out; the first rounds warm up.
        var added = Measure.Median(scan.Zip(calls, (with, without) => with - without).Skip(WarmUp));
        var note = $"{Points} points, {Rounds - WarmUp} rounds; scan {Measure.Median(scan.Skip(WarmUp)):0} us, calls alone {Measure.Median(calls.Skip(WarmUp)):0} us";
        return [ComparisonRow.Limit(Name, added, Budget, "us", note)];
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Points;
    }
}
