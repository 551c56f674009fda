using System.Text;
using LabSdk.Kernel.Zmtp;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Tests.Zmtp;

public class SendQueueTests
{
    private static readonly object Cell = new();

    [Fact]
    public void Slow_reader_loses_the_oldest_text_is_told_how_much_and_keeps_every_status()
    {
        var queue = new SendQueue(new ZmtpLimits { QueuedStreamBytes = 30 });
        for (var i = 0; i < 10; i++)
        {
            queue.TryAdd(Text($"line{i}....\n", lines: 1));
            if (i % 5 == 0)
            {
                queue.TryAdd(Plain($"status{i}"));
            }
        }

        Assert.Equal(["lost 1", "status0", "lost 5", "status5", "lost 1", "line7....\n", "line8....\n", "line9....\n"], All(queue));
    }

    [Fact]
    public void Text_of_different_cells_is_counted_apart()
    {
        var queue = new SendQueue(new ZmtpLimits { QueuedStreamBytes = 10 });
        queue.TryAdd(Text("0123456789", 2, source: "one"));
        queue.TryAdd(Text("0123456789", 3, source: "two"));
        queue.TryAdd(Text("0123456789", 4, source: "two"));
        Assert.Equal(["lost 2", "lost 3", "0123456789"], All(queue));
    }

    [Fact]
    public void Newer_update_of_a_display_takes_the_place_of_an_older_one_that_still_waits()
    {
        var queue = new SendQueue(new ZmtpLimits());
        queue.TryAdd(Plain("a1") with { ReplaceKey = "a" });
        queue.TryAdd(Plain("b1") with { ReplaceKey = "b" });
        queue.TryAdd(Plain("a2") with { ReplaceKey = "a" });
        Assert.Equal(["b1", "a2"], All(queue));
        queue.TryAdd(Plain("a3") with { ReplaceKey = "a" });
        Assert.Equal(["a3"], All(queue));
    }

    [Fact]
    public void Peer_with_too_much_that_must_not_be_dropped_has_to_go()
    {
        var queue = new SendQueue(new ZmtpLimits { QueuedBytes = 10 });
        Assert.True(queue.TryAdd(Plain("0123456789")));
        Assert.False(queue.TryAdd(Plain("x")));
    }

    [Fact]
    public async Task Completed_queue_ends_the_writer_after_what_waits()
    {
        var queue = new SendQueue(new ZmtpLimits());
        queue.TryAdd(Plain("last"));
        queue.Complete();
        Assert.True(await queue.WaitAsync(default));
        Assert.Equal(["last"], All(queue));
        Assert.False(await queue.WaitAsync(default));
    }

    private static OutgoingMessage Plain(string text) => new(Encoding.UTF8.GetBytes(text));

    private static OutgoingMessage Text(string text, long lines, object? source = null) =>
        Plain(text) with { Piece = new StreamPiece(source ?? Cell, lines, lost => Plain($"lost {lost}")) };

    private static List<string> All(SendQueue queue)
    {
        var all = new List<string>();
        while (queue.TryTake(out var message))
        {
            all.Add(Encoding.UTF8.GetString(message.Frames[0].Span));
        }

        return all;
    }
}
