using System.Diagnostics;
using System.Text.Json;

namespace LabSdk.Benchmarks.Harness;

/// <summary>Starts the peers: Python scripts of benchmarks/peers, run by the distribution's interpreter.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly List<Process> _running = [];

    /// <summary>Folder of the repository.</summary>
    public string Root { get; } = FindRoot();

    /// <summary>Runs a script to its end; its last line is a JSON object with the figures.</summary>
    public async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        using var process = Start(script, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The peer {script} ended with {process.ExitCode}.");
        }

        return Json(output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Starts a server script; its first line is a JSON object that names its port. It is killed at the end.</summary>
    public async Task<JsonElement> StartServerAsync(string script, params string[] arguments)
    {
        var process = Start(script, arguments);
        _running.Add(process);
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The peer {script} ended without a line.");
        return Json(line);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Process Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, WorkingDirectory = Root };
        start.ArgumentList.Add(Path.Combine(Root, "benchmarks", "peers", script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static JsonElement Json(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LabSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it from a checkout.");
    }
}
