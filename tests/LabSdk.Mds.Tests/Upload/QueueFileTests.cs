using LabSdk.Mds.Upload;

namespace LabSdk.Mds.Tests.Upload;

public sealed class QueueFileTests : IDisposable
{
    private const string Uri = "https://chunks.memfault.com/api/v0/chunks/../../etc/passwd";
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-queue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_added_sent_and_refused_is_there_after_a_restart()
    {
        using (var queue = Open())
        {
            for (var i = 1; i <= 6; i++)
            {
                Assert.True(queue.TryAdd(UploadRig.Chunk(i), out var isInFile));
                Assert.True(isInFile);
            }

            queue.Sent(queue.Peek(2, 1000)[^1].Number);
            queue.Reject(queue.Peek(1, 1000)[^1].Number, 400);
        }

        using var again = Open();
        Assert.Equal([4, 5, 6], Numbers(again));
        Assert.Equal((400, 3), (again.Rejected[0].Status, UploadRig.NumberOf(again.Rejected[0].Data.ToArray())));
        again.Forget();
        again.TryAdd(UploadRig.Chunk(7), out _);
        again.Dispose();
        using var third = Open();
        Assert.Empty(third.Rejected);
        Assert.Equal([4, 5, 6, 7], Numbers(third));
    }

    [Fact]
    public void The_name_of_the_file_does_not_leave_the_folder()
    {
        using var queue = Open();
        Assert.All(Directory.GetFiles(_folder), file => Assert.Matches("^[0-9a-f]{32}\\.mdsqueue(\\.lock)?$", Path.GetFileName(file)));
    }

    [Fact]
    public void Two_processes_cannot_use_one_file()
    {
        using var queue = Open();
        Assert.Equal(MdsErrorIds.QueueFile, Assert.Throws<LabConfigurationException>(Open).ErrorId);
    }

    [Fact]
    public void A_folder_that_cannot_be_used_is_an_error_and_not_a_loss()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Equal(MdsErrorIds.QueueFile, Assert.Throws<LabConfigurationException>(() => new ChunkQueue(Uri, UploadRig.Options(options => options.QueueFolder = file))).ErrorId);
    }

    [Fact]
    public void A_half_written_end_is_cut_off_at_every_length()
    {
        using (var queue = Open())
        {
            queue.TryAdd(UploadRig.Chunk(1), out _);
            queue.TryAdd(UploadRig.Chunk(2), out _);
        }

        var path = Directory.GetFiles(_folder, "*.mdsqueue").Single();
        var whole = File.ReadAllBytes(path);
        var record = JournalRecord.Overhead + UploadRig.Chunk(1).Length;
        for (var cut = 1; cut < record; cut++)
        {
            File.WriteAllBytes(path, whole[..^cut]);
            using var queue = Open();
            Assert.Equal([1], Numbers(queue));
            Assert.Null(queue.DamagedFile);
            queue.TryAdd(UploadRig.Chunk(3), out _);
            Assert.Equal([1, 3], Numbers(queue));
        }
    }

    [Fact]
    public void Damage_in_the_middle_is_kept_aside_and_what_follows_is_found()
    {
        using (var queue = Open())
        {
            for (var i = 1; i <= 5; i++)
            {
                queue.TryAdd(UploadRig.Chunk(i), out _);
            }
        }

        var path = Directory.GetFiles(_folder, "*.mdsqueue").Single();
        var bytes = File.ReadAllBytes(path);
        bytes[^(3 * (JournalRecord.Overhead + UploadRig.Chunk(1).Length) - 15)] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
        using (var queue = Open())
        {
            Assert.Equal([1, 2, 4, 5], Numbers(queue));
            Assert.True(File.Exists(queue.DamagedFile));
        }

        using var again = Open();
        Assert.Equal([1, 2, 4, 5], Numbers(again));
        Assert.Null(again.DamagedFile);
    }

    [Fact]
    public void A_file_of_anything_opens_without_a_crash()
    {
        var random = new Random(3);
        using (Open())
        {
            // Makes the file.
        }

        var path = Directory.GetFiles(_folder, "*.mdsqueue").Single();
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            File.WriteAllBytes(path, bytes);
            using var queue = Open();
            Assert.True(queue.TryAdd(UploadRig.Chunk(i), out _));
            Assert.Equal(i, Numbers(queue)[^1]);
        }
    }

    [Fact]
    public void The_file_is_cleaned_of_what_was_sent()
    {
        var data = new byte[10_000];
        using var queue = Open();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(queue.TryAdd(data, out _));
            if (queue.Pending == 20)
            {
                queue.Sent(queue.Peek(15, int.MaxValue)[^1].Number);
            }
        }

        var left = queue.Pending;
        Assert.InRange(new FileInfo(Directory.GetFiles(_folder, "*.mdsqueue").Single()).Length, 1, 3 * 1024 * 1024);
        queue.Dispose();
        using var again = Open();
        Assert.Equal(left, again.Pending);
    }

    [Fact]
    public void Numbers_go_on_rising_when_everything_was_sent_and_cleaned()
    {
        using (var queue = Open())
        {
            for (var i = 0; i < 3; i++)
            {
                queue.TryAdd(new byte[700_000], out _);
                queue.Sent(queue.Peek(1, int.MaxValue)[0].Number);
            }
        }

        using var again = Open();
        again.TryAdd([1], out _);
        Assert.Equal(4, again.Peek(1, 100)[0].Number);
    }

    private ChunkQueue Open() => new(Uri, UploadRig.Options(options => options.QueueFolder = _folder));

    private static List<int> Numbers(ChunkQueue queue) => [.. queue.Peek(1000, int.MaxValue).Select(chunk => UploadRig.NumberOf(chunk.Data))];
}
