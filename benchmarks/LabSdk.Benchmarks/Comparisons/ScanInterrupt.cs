using System.Diagnostics;
using LabSdk.Benchmarks.Harness;
using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>How soon a scan whose motor is under way lets go after an interrupt: the motor told to stop, and control back. The longest counts.</summary>
internal sealed class ScanInterrupt : IComparison
{
    private const int Runs = 200;

    public string Name => "scan interrupt";

    public Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var told = new List<double>();
        var back = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var (stop, control) = Once(cancellationToken);
            told.Add(stop);
            back.Add(control);
        }

        return Task.FromResult<IReadOnlyList<ComparisonRow>>(
        [
            Row("scan interrupt, motor told to stop", told, 100),
            Row("scan interrupt, control back", back, 250),
        ]);
    }

    private static ComparisonRow Row(string name, List<double> milliseconds, double most) =>
        ComparisonRow.Limit(name, milliseconds.Max(), most, "ms", $"the longest of {Runs}; median {Measure.Median(milliseconds):0.##} ms; a motor that never arrives and stops when told");

    private static (double Told, double Back) Once(CancellationToken cancellationToken)
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var motor = new EndlessMotor();
        long at = 0;
        motor.Started = () => ThreadPool.QueueUserWorkItem(_ =>
        {
            Volatile.Write(ref at, Stopwatch.GetTimestamp());
            interrupt.Cancel();
        });
        try
        {
            Scan(motor, 0, 1, 2).Run(cancellationToken: interrupt.Token);
        }
        catch (ScanInterruptedException)
        {
            var control = Stopwatch.GetElapsedTime(at);
            return (Stopwatch.GetElapsedTime(at, Volatile.Read(ref motor.ToldAt)).TotalMilliseconds, control.TotalMilliseconds);
        }

        throw new InvalidOperationException("The scan was not interrupted.");
    }

    private sealed class EndlessMotor : IMovable
    {
        public long ToldAt;

        public Action? Started { get; set; }

        public string Id => "motor";

        public DeviceDescription Description { get; } = new("motor", "motor", "daq", "endless", "stage");

        public string Unit => "mm";

        public DeviceLimits Limits => new(-1, 1);

        public double Tolerance => 0;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(0.0);

        public Motion StartMove(double target, MoveOptions? options = null) => Motion.Start(Id, target, Unit, MoveAsync);

        public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        private async Task<double> MoveAsync(Motion motion, CancellationToken stop)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var link = stop.Register(() =>
            {
                Volatile.Write(ref ToldAt, Stopwatch.GetTimestamp());
                told.SetResult();
            });
            Started?.Invoke();
            await told.Task.ConfigureAwait(false);
            throw new OperationCanceledException(stop);
        }
    }
}
