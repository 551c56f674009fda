using System.Diagnostics;
using System.Globalization;

namespace LabSdk.Mds.Tests.Upload;

public class KilledProcessTests
{
    private const int Spacing = 1_000_000;

    // LABSDK_KILLS=100 for the figure; fewer here, for the time.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LABSDK_KILLS") ?? "8", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_processes_lose_nothing_keep_the_order_and_repeat_at_most_one_batch_each()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-upload-").FullName;
        var random = new Random(11);
        await using var service = new ChunkService(_ => new ChunkService.Answer(random.Next(5) == 0 ? 503 : 202));
        var accepted = new List<int>();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                accepted.AddRange(await RunAndKillAsync(folder, service.Uri, kill * Spacing, random.Next(1, 200)));
            }

            await using (var uploader = new ChunkUploader(UploadRig.Config(service.Uri), UploadRig.Options(options =>
            {
                options.QueueFolder = folder;
                options.RetryDelay = TimeSpan.FromMilliseconds(1);
                options.LongestRetryDelay = TimeSpan.FromMilliseconds(5);
            })))
            {
                Assert.True(await uploader.FlushAsync().WaitAsync(UploadRig.Limit));
                Assert.Null(uploader.DamagedFile);
            }

            var arrived = service.Taken.Select(UploadRig.NumberOf).ToList();
            var distinct = arrived.Distinct().ToList();
            Assert.Empty(accepted.Except(distinct));
            Assert.Equal(distinct.Order(), distinct);
            Assert.InRange(arrived.Count - distinct.Count, 0, Kills * 10);
            Assert.False(service.Overlapped);
            Assert.All(Directory.GetFiles(folder), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(UploadRig.Key)) < 0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<int>> RunAndKillAsync(string folder, string uri, int first, int after)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(UploadChild).Assembly.Location, "upload-child", folder, uri, first.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var accepted = new List<int>();
        try
        {
            while (accepted.Count < after && await child.StandardOutput.ReadLineAsync().WaitAsync(UploadRig.Limit) is { } line)
            {
                accepted.Add(int.Parse(line, CultureInfo.InvariantCulture));
            }

            Assert.True(accepted.Count == after, accepted.Count < after ? await child.StandardError.ReadToEndAsync() : "");
        }
        finally
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }

        // What it said before the kill and nobody read yet; the last line may be cut off.
        var rest = await child.StandardOutput.ReadToEndAsync();
        accepted.AddRange(rest.Split('\n')[..^1].Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
        return accepted;
    }
}
