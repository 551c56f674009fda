using System.Diagnostics;
using LabSdk.Tapes;

namespace LabSdk.Core.Tests.Tapes;

public sealed class ReplayTests : IDisposable
{
    private readonly TestTape _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public async Task The_same_question_gets_its_answers_in_their_order()
    {
        await RecordAsync(("read", [7], [1]), ("read", [8], [2]), ("read", [7], [3]));
        using var replay = _tape.Replay();
        var link = replay.ClaimOne("daq", "daq://host:1");

        Assert.Equal([1], await AnswerAsync(link.Take("read", [7])));
        Assert.Equal([3], await AnswerAsync(link.Take("read", [7])));
        Assert.Equal([2], await AnswerAsync(link.Take("read", [8])));
        Assert.Equal((3, 0), (replay.Answered, replay.Unanswered));
    }

    [Fact]
    public async Task Asking_once_more_is_an_error_that_says_so()
    {
        await RecordAsync(("read", [7], [1]));
        using var replay = _tape.Replay();
        var link = replay.ClaimOne("daq", "daq://host:1");
        link.Take("read", [7]);

        var error = Assert.Throws<TapeException>(() => link.Take("read", [7]));

        Assert.Equal(TapeErrorIds.UsedUp, error.ErrorId);
        Assert.Contains("read of daq://host:1", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, replay.Unanswered);
    }

    [Fact]
    public async Task The_last_answer_is_repeated_on_request()
    {
        await RecordAsync(("read", [7], [1]), ("read", [7], [2]));
        using var replay = _tape.Replay(new ReplayOptions { RepeatLast = true });
        var link = replay.ClaimOne("daq", "daq://host:1");
        link.Take("read", [7]);

        Assert.Equal([2], await AnswerAsync(link.Take("read", [7])));
        Assert.Equal([2], await AnswerAsync(link.Take("read", [7])));
    }

    [Fact]
    public async Task A_question_that_is_not_there_is_an_error_that_says_what_the_tape_has()
    {
        await RecordAsync(("read", [7], [1]), ("move", [1], [1]));
        using var replay = _tape.Replay();
        var link = replay.ClaimOne("daq", "daq://host:1");

        var other = Assert.Throws<TapeException>(() => link.Take("read", [9]));
        var none = Assert.Throws<TapeException>(() => link.Take("stop", []));

        Assert.Equal((TapeErrorIds.NotOnTape, TapeErrorIds.NotOnTape), (other.ErrorId, none.ErrorId));
        Assert.Contains("1 calls of it, all with other requests", other.Message, StringComparison.Ordinal);
        Assert.Contains("move, read", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_this_side_ended_ends_with_an_error()
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        var call = tap.Begin("stream")!;
        call.Sent([1]);
        call.Received([5]);
        _tape.Deck.EndHello();
        await _tape.EndAsync(_tape.Start());
        using var replay = _tape.Replay();
        var stream = replay.ClaimOne("daq", "daq://host:1").Take("stream", [1]);

        Assert.Equal([5], (await stream.NextAsync(default)).Message!);
        Assert.Equal(TapeErrorIds.Ends, (await Assert.ThrowsAsync<TapeException>(async () => await stream.NextAsync(default))).ErrorId);
    }

    [Fact]
    public async Task Answers_wait_as_they_did_when_a_speed_is_given()
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        var call = tap.Begin("slow")!;
        call.Sent([1]);
        _tape.Time.Advance(TimeSpan.FromSeconds(2));
        call.Received([5]);
        await _tape.EndAsync(_tape.Start());

        using var quick = _tape.Replay();
        var started = Stopwatch.GetTimestamp();
        await AnswerAsync(quick.ClaimOne("daq", "daq://host:1").Take("slow", [1]));
        using var slow = _tape.Replay(new ReplayOptions { Speed = 10 });
        started = Stopwatch.GetTimestamp();
        await AnswerAsync(slow.ClaimOne("daq", "daq://host:1").Take("slow", [1]));

        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromMilliseconds(150), $"{Stopwatch.GetElapsedTime(started)}");
    }

    [Fact]
    public async Task Written_messages_must_be_the_recorded_ones()
    {
        var tap = _tape.Deck.Link("odp", "odp://host:1")!;
        var call = tap.Begin("write")!;
        call.Sent([1]);
        call.Sent([2]);
        await _tape.EndAsync(_tape.Start());
        using var replay = _tape.Replay();
        var stream = replay.ClaimOne("odp", "odp://host:1").TakeNext("write");

        stream.Expect([1]);

        Assert.Equal(TapeErrorIds.NotOnTape, Assert.Throws<TapeException>(() => stream.Expect([3])).ErrorId);
        Assert.Equal(TapeErrorIds.Ends, Assert.Throws<TapeException>(() => stream.Expect([2])).ErrorId);
    }

    [Fact]
    public async Task Links_of_one_connection_are_claimed_together_and_once()
    {
        // Connected at the same time, so between each other.
        _tape.Deck.Link("fleet", "fleet:sim")!.Channel("a").Sent([1]);
        _tape.Deck.Link("mds", "mds:sim")!.Channel("a").Sent([1]);
        var second = _tape.Deck.Link("fleet", "fleet:sim")!;
        second.Facts[TapeFacts.Part] = "1";
        await _tape.EndAsync(_tape.Start());
        using var replay = _tape.Replay();

        Assert.Equal(2, replay.Claim("fleet", "fleet:sim").Count);
        Assert.Empty(replay.Claim("fleet", "fleet:sim"));
        Assert.Single(replay.Claim("mds", "mds:sim"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public async Task A_speed_must_be_one(double speed)
    {
        await RecordAsync(("read", [7], [1]));

        Assert.Throws<LabConfigurationException>(() => _tape.Replay(new ReplayOptions { Speed = speed }));
    }

    private async Task RecordAsync(params (string Name, byte[] Request, byte[] Answer)[] calls)
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        foreach (var (name, request, answer) in calls)
        {
            var call = tap.Begin(name)!;
            call.Sent(request);
            call.Received(answer);
            call.End(TapeEnd.Good);
        }

        await _tape.EndAsync(_tape.Start());
    }

    private static async Task<byte[]> AnswerAsync(ReplayedCall call) => (await call.NextAsync(default)).Message!;
}
