using System.Diagnostics;
using System.Text.Json;
using LabSdk.Benchmarks.Harness;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>pandas in a process of its own that does one operation per line, so that its rounds and ours alternate.</summary>
internal sealed class PandasDialog : IDisposable
{
    private readonly Process _process;

    public PandasDialog(Peers peers, int rows, int csvRows)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(peers.Root, "benchmarks", "peers", "pandas_frame.py"));
        start.ArgumentList.Add($"{rows}");
        start.ArgumentList.Add($"{csvRows}");
        _process = Process.Start(start)!;
    }

    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetProperty("version").GetString()!;

    public async Task<double> SecondsAsync(string operation, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(operation.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return (await ReadAsync(cancellationToken)).GetProperty("seconds").GetDouble();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("pandas_frame.py ended early.");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
