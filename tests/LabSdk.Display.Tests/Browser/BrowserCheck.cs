using System.Diagnostics;
using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Display.Tests.Browser;

/// <summary>Opens pages in Chromium through tests/browser/check.mjs. What is missing is a failure, never a skip.</summary>
internal static class BrowserCheck
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="File">The page.</param>
    /// <param name="Library">npm alias of the plotly.js in the page, or null.</param>
    /// <param name="Dark">The colour scheme of the system.</param>
    public sealed record Job(string File, string? Library = null, bool Dark = false, int Width = 1100, string? Screenshot = null);

    public sealed record Found(
        string File, string[] Dialogs, string[] Errors, string[] Requests, int Downloads, int Popups, JsonElement Pwned, string Title,
        int Outputs, int Figures, int Plots, int Drawings, string?[] Links, double Widest, string[] Validation);

    public static async Task<Found[]> Run(IEnumerable<Job> pages)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "browser");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")),
            $"The browser tests need their npm packages: run 'npm ci' in {folder}, and 'apt-get install chromium' once.");
        var job = Path.Combine(Directory.CreateTempSubdirectory("labsdk-browser-").FullName, "job.json");
        await File.WriteAllTextAsync(job, JsonSerializer.Serialize(new { pages }, Json));
        using var node = Process.Start(new ProcessStartInfo("node", ["check.mjs", job])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, $"The browser check failed: {await errors}");
            return JsonSerializer.Deserialize<Found[]>(output, Json)!;
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }

            Directory.Delete(Path.GetDirectoryName(job)!, recursive: true);
        }
    }

    /// <summary>Nothing ran, nothing was fetched, nothing went wrong.</summary>
    public static void AssertQuiet(Found found)
    {
        Assert.Empty(found.Dialogs);
        Assert.Empty(found.Errors);
        Assert.Empty(found.Requests);
        Assert.Equal(JsonValueKind.Null, found.Pwned.ValueKind);
        Assert.Equal((0, 0), (found.Downloads, found.Popups));
        Assert.Empty(found.Links);
        Assert.Equal("outputs", found.Title);
    }
}
