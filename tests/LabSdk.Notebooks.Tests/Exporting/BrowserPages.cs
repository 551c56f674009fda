using System.Diagnostics;
using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Notebooks.Tests.Exporting;

/// <summary>Opens pages in Chromium through tests/browser/check.mjs. What is missing is a failure, never a skip.</summary>
internal static class BrowserPages
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Page(string File, bool Dark = false, int Width = 1400, string? Screenshot = null);

    public sealed record Found(string File, string[] Dialogs, string[] Errors, string[] Requests, int Downloads, int Popups, JsonElement Pwned, string Title, int Figures, int Plots, int Drawings, string[] Links);

    public static async Task<Found[]> OpenAsync(params Page[] pages)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "browser");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")), $"The browser tests need their npm packages: run 'npm ci' in {folder}, and 'apt-get install chromium' once.");
        var job = Path.GetTempFileName();
        await File.WriteAllTextAsync(job, JsonSerializer.Serialize(new { pages }, Json));
        using var node = Process.Start(new ProcessStartInfo("node", ["check.mjs", job]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
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

            File.Delete(job);
        }
    }

    /// <summary>Nothing ran, nothing was fetched, nothing went wrong; the content policy had nothing to refuse.</summary>
    public static void AssertQuiet(Found found)
    {
        Assert.Empty(found.Dialogs);
        Assert.Empty(found.Errors);
        Assert.DoesNotContain(found.Requests, request => !request.StartsWith("data:image/", StringComparison.Ordinal) && !request.StartsWith("blob:", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, found.Pwned.ValueKind);
        Assert.Equal((0, 0), (found.Downloads, found.Popups));
        Assert.All(found.Links, link => Assert.True(SafeUrl.IsLink(link), link));
    }
}
