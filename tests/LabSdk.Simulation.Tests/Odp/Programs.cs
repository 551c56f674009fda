using System.Diagnostics;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>Runs the independent clients.</summary>
internal static class Programs
{
    public static Task<string> KcatAsync(SimulatedBroker broker, string arguments, string input = "") =>
        RunAsync("kcat", ["-b", broker.Address, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], input);

    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} failed (it needs the packages kcat, python3-kafka, python3-grpcio and protobuf-compiler):\n{await errors}");
            return await output;
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
