using System.Globalization;

namespace LabSdk.Mds.Tests.Upload;

/// <summary>The process that is killed: it uploads with a queue file, and says which chunks it has accepted.</summary>
internal static class UploadChild
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["upload-child", var folder, var uri, var firstText])
        {
            return 2;
        }

        var first = int.Parse(firstText, CultureInfo.InvariantCulture);
        await using var uploader = new ChunkUploader(UploadRig.Config(uri), UploadRig.Options(options =>
        {
            options.QueueFolder = folder;
            options.BatchChunks = 10;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.LongestRetryDelay = TimeSpan.FromMilliseconds(5);
        }));
        var said = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var number = first; number < first + 100_000; number++)
        {
            while (!uploader.Enqueue(UploadRig.Chunk(number)))
            {
                await Task.Delay(1);
            }

            await said.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }
}
