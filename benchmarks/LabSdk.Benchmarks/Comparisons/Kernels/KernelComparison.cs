using System.Diagnostics;
using System.Text.Json;
using LabSdk.Benchmarks.Harness;

namespace LabSdk.Benchmarks.Comparisons.Kernels;

/// <summary>Our kernel as ./labsdk installs it, and ipykernel: the same driver does the same work with both, in turn.</summary>
internal sealed class KernelComparison : IComparison
{
    private const int Rounds = 3;
    private const string Note = "jupyter_client on both sides, medians of 3 processes each; ipykernel in the peer column";

    public string Name => "Jupyter kernel";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-bench").FullName;
        try
        {
            Separate(folder);
            await InstallAsync(peers, cancellationToken);
            var (ours, theirs) = (new List<JsonElement>(), new List<JsonElement>());
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await peers.RunAsync("kernel_bench.py", "labsdk", "csharp"));
                theirs.Add(await peers.RunAsync("kernel_bench.py", "python3", "python"));
            }

            return
            [
                Limit("kernel: process start to kernel_info reply", "start", 1, "s", 2),
                Limit("kernel: process start to first result", "first_result", 1, "s", 2.3),
                Limit("kernel: trivial cell, warm", "cell", 1e3, "ms", 10),
                Limit("kernel: completion, warm", "completion", 1e3, "ms", 30),
                ComparisonRow.Rate("kernel: updates of one display, last one shown", Figure(ours, "updates", 1), Figure(theirs, "updates", 1), "/s", 1, "2,000 updates in one cell"),
                ComparisonRow.Rate("kernel: displays", Figure(ours, "shows", 1), Figure(theirs, "shows", 1), "/s", 1, "2,000 displays in one cell, each arrives"),
            ];

            ComparisonRow Limit(string work, string figure, double scale, string unit, double most)
            {
                var (mine, peer) = (Figure(ours, figure, scale), Figure(theirs, figure, scale));
                return new ComparisonRow(work, $"{mine:0.##} {unit}", $"{peer:0.##} {unit}", mine / peer, $"<= {most} {unit}", mine <= most, Note);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Figure(List<JsonElement> runs, string name, double scale) => Measure.Median(runs.Select(run => run.GetProperty(name).GetDouble() * scale));

    /// <summary>Everything that Jupyter writes goes to a folder of its own; the peers inherit it.</summary>
    private static void Separate(string folder)
    {
        foreach (var name in new[] { "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR" })
        {
            Environment.SetEnvironmentVariable(name, Path.Combine(folder, name));
        }

        Environment.SetEnvironmentVariable("LABSDK_HISTORY", "off");
    }

    private static async Task InstallAsync(Peers peers, CancellationToken cancellationToken)
    {
        using var install = Process.Start(new ProcessStartInfo(Path.Combine(peers.Root, "labsdk"), ["jupyter", "install"]) { RedirectStandardOutput = true })!;
        await install.StandardOutput.ReadToEndAsync(cancellationToken);
        await install.WaitForExitAsync(cancellationToken);
        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException("./labsdk jupyter install failed.");
        }
    }
}
