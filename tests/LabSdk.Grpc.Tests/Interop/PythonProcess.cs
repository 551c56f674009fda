using System.Diagnostics;
using LabSdk.Testing;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>A script of this folder, run by the machine's Python with grpcio; a server one lives until its standard input closes.</summary>
internal sealed class PythonProcess : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PythonProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static PythonProcess Start(string script, params string[] arguments)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Grpc.Tests", "Interop");
        var start = new ProcessStartInfo(Python, [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return new PythonProcess(Process.Start(start) ?? throw new InvalidOperationException($"Cannot start {Python}."));
    }

    /// <summary>The next line it prints; its own error text when it prints none.</summary>
    public async Task<string> ReadLineAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        return await _process.StandardOutput.ReadLineAsync(timeout.Token)
            ?? throw new InvalidOperationException(
                $"The Python peer ended without an answer (it needs the packages python3-grpcio, python3-protobuf and protobuf-compiler):\n{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
