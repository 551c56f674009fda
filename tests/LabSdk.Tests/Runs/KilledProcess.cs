using System.Diagnostics;
using System.Globalization;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

/// <summary>This assembly as another process that measures and tells each acknowledged point, until it is killed.</summary>
internal static class KilledProcess
{
    public const string Verb = "measure";
    public const int Points = 200_000;

    /// <summary>The other process itself.</summary>
    public static int Measure(string folder)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Plan(folder, new SoftMotor("stage"), output.WriteLine).Run("killed");
        return 0;
    }

    /// <summary>The plan of the other process.</summary>
    public static ScanPlan Plan(string folder, SoftMotor stage, Action<string> tell) => Scan(stage, 0, Points - 1, Points)
        .Read(new SoftDetector("power", i => i * 0.5))
        .Journal(folder)
        .OnPoint(point => tell(point.Index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Starts it, kills it some time after its first point, and returns the last point that it told.</summary>
    public static async Task<long> StartAndKillAsync(string folder, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledProcess).Assembly.Location, Verb, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var trouble = process.StandardError.ReadToEndAsync();
        try
        {
            var last = -1L;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            Task? killing = null;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                // The last line may have been cut in its middle by the kill: only one that its successor follows is whole.
                killing ??= Task.Run(() => KillAfter(process, after), limit.Token);
                if (long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var told) && told == last + 1)
                {
                    last = told;
                }
            }

            await process.WaitForExitAsync(limit.Token);
            await (killing ?? throw new InvalidOperationException($"The other process ended with {process.ExitCode} before its first point: {await trouble}"));
            return last;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    // Spinning, because the moment is to be anywhere between two instructions, not where a timer fires.
    private static void KillAfter(Process process, TimeSpan after)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < after)
        {
            Thread.SpinWait(20);
        }

        process.Kill();
    }
}
