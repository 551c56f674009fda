using System.Diagnostics;
using LabSdk.Tests.EndToEnd;

namespace LabSdk.Tests.Tapes;

/// <summary>This assembly as another process that records a lab and tells each reading, until it is killed.</summary>
internal static class KilledRecording
{
    public const string Verb = "record";

    /// <summary>The other process itself.</summary>
    public static int Run(string path)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var lab = Lab.Simulate(SimulatedLab.Options).Record(path);
        var power = lab.Detector("mock_power_meter");
        while (true)
        {
            output.WriteLine(power.Read().ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Starts it and kills it after some readings; returns what it told.</summary>
    public static async Task<IReadOnlyList<string>> StartAndKillAsync(string path, int readings)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledRecording).Assembly.Location, Verb, path]) { RedirectStandardOutput = true })!;
        try
        {
            var told = new List<string>();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            while (told.Count < readings && await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                told.Add(line);
            }

            process.Kill();
            await process.WaitForExitAsync(limit.Token);
            return told;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
