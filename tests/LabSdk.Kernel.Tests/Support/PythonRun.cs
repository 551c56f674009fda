using System.Diagnostics;
using LabSdk.Testing;

namespace LabSdk.Kernel.Tests.Support;

/// <summary>A script run to its end by the distribution's Python, which has the Jupyter packages. A missing package is a failure.</summary>
internal static class PythonRun
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs a script of tests/conformance; returns its exit code and all it printed.</summary>
    public static Task<(int Code, string Output)> ScriptAsync(JupyterFolder? folder, string script, params string[] arguments) =>
        RunAsync(folder, TimeSpan.FromSeconds(150), [Path.Combine(RepositoryRoot.Path, "tests", "conformance", script), .. arguments]);

    /// <summary>Runs Python; it and what it has started are killed at the limit.</summary>
    public static async Task<(int Code, string Output)> RunAsync(JupyterFolder? folder, TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        folder?.ApplyTo(start);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end within {limit}:\n{await output}\n{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
