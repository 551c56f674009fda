using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Testing;

namespace LabSdk.Kernel.Tests.Browser;

/// <summary>
/// The distribution's classic Notebook on this machine's loopback with the kernel of this build, and a real browser that does what
/// a user does. What is missing is a failure, never a skip.
/// </summary>
public sealed class NotebookServer : IAsyncLifetime
{
    private const string Token = "only-this-test";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly JupyterFolder _folder = new();
    private Process? _server;
    private int _port;

    private string Notebooks => Path.Combine(_folder.Path, "notebooks");

    public async Task InitializeAsync()
    {
        Assert.True(
            Directory.Exists(Path.Combine(RepositoryRoot.Path, "tests", "browser", "node_modules", "playwright-core")),
            "The browser tests need their npm packages: run 'npm ci' in tests/browser, and 'apt-get install chromium jupyter-notebook python3-ipywidgets' once.");
        Directory.CreateDirectory(Notebooks);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var start = new ProcessStartInfo("/usr/bin/python3",
        [
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={_port}", "--NotebookApp.port_retries=0",
            $"--NotebookApp.token={Token}", "--NotebookApp.password=", $"--notebook-dir={Notebooks}",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        _folder.ApplyTo(start);
        start.Environment["HOME"] = _folder.Path;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        _server = Process.Start(start)!;
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await AnswersAsync();
    }

    public Task DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            _server.WaitForExit(TimeSpan.FromSeconds(10));
        }

        _server?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Opens a notebook with these cells and does the steps; fails when one cannot be done.</summary>
    /// <param name="name">Name of the notebook.</param>
    /// <param name="cells">The code of its cells.</param>
    /// <param name="steps">The steps, as tests/browser/notebook.mjs understands them.</param>
    public async Task<Visit> VisitAsync(string name, IReadOnlyList<string> cells, params IReadOnlyList<object> steps)
    {
        var notebook = new
        {
            nbformat = 4,
            nbformat_minor = 5,
            metadata = new { kernelspec = new { name = JupyterFolder.Kernel, display_name = "C#", language = "C#" } },
            cells = cells.Select((code, i) => new { cell_type = "code", id = $"cell-{i}", execution_count = (int?)null, metadata = new { }, outputs = Array.Empty<object>(), source = code }),
        };
        await File.WriteAllTextAsync(Path.Combine(Notebooks, name + ".ipynb"), JsonSerializer.Serialize(notebook));
        var job = Path.Combine(_folder.Path, name + ".job.json");
        await File.WriteAllTextAsync(job, JsonSerializer.Serialize(new { url = $"http://127.0.0.1:{_port}/notebooks/{name}.ipynb?token={Token}", timeout = 90_000, steps }, Json));
        var visit = JsonSerializer.Deserialize<Visit>(await NodeAsync(job), Json)!;
        Assert.True(visit.Failed is null, $"{visit.Failed}\nThe outputs were:\n{string.Join("\n---\n", visit.Outputs ?? [])}\nErrors of the page: {string.Join("; ", visit.Errors)}");
        return visit;
    }

    private static async Task<string> NodeAsync(string job)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["notebook.mjs", job])
        {
            WorkingDirectory = Path.Combine(RepositoryRoot.Path, "tests", "browser"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, $"The browser could not be driven: {await errors}");
            return output;
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task AnswersAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(_server!.HasExited, "The notebook server ended at once: is jupyter-notebook installed?");
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{_port}/api?token={Token}", limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, limit.Token);
            }
        }
    }

    /// <summary>What the browser saw.</summary>
    /// <param name="Values">What the steps asked for.</param>
    /// <param name="Errors">Errors of the page and its console.</param>
    /// <param name="Foreign">Requests to anything but the server.</param>
    /// <param name="Failed">The step that could not be done; null when all were.</param>
    /// <param name="Outputs">The outputs at a failure.</param>
    public sealed record Visit(Dictionary<string, JsonElement> Values, string[] Errors, string[] Foreign, string? Failed, string[]? Outputs);
}
