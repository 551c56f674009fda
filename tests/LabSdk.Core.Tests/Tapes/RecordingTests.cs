using LabSdk.Tapes;

namespace LabSdk.Core.Tests.Tapes;

public sealed class RecordingTests : IDisposable
{
    private readonly TestTape _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public async Task What_crossed_while_connecting_stands_on_a_tape_that_began_later()
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        tap.Facts["who"] = "me";
        var hello = tap.Begin("hello")!;
        hello.Sent([1, 2]);
        hello.Received([3]);
        hello.End(TapeEnd.Good);
        _tape.Deck.EndHello();
        Assert.False(tap.IsOn);
        Assert.Null(tap.Begin("unheard"));

        var writer = _tape.Start();
        var call = tap.Begin("later")!;
        call.Received([4]);
        await _tape.EndAsync(writer);

        var content = TapeReader.Read(_tape.Path);
        var link = Assert.Single(content.Links);
        Assert.Equal(("daq", "daq://host:1", "me"), (link.Info.Family, link.Info.Address, link.Info.Facts!["who"]));
        Assert.Equal(["hello", "later"], link.Calls.Select(each => each.Name));
        Assert.Equal([TapeRecordKind.Message, TapeRecordKind.Message, TapeRecordKind.End], link.Calls[0].Items.Select(item => item.Kind));
        Assert.Equal("closed", content.Stop!.Reason);
        Assert.Equal((0, 0L, 0), (content.Gaps, content.TornBytes, content.DamagedRecords));
        Assert.Equal(content.Records - 1, content.Stop.Records);
    }

    [Fact]
    public async Task A_connection_that_was_made_before_goes_on_with_its_name()
    {
        var tap = _tape.Deck.Link("fleet", "fleet:sim")!;
        _tape.Deck.EndHello();
        var connection = tap.Channel("connection");
        connection.Sent([1]);
        var writer = _tape.Start();
        connection.Sent([2]);
        await _tape.EndAsync(writer);

        var call = Assert.Single(Assert.Single(TapeReader.Read(_tape.Path).Links).Calls);
        Assert.Equal("connection", call.Name);
        Assert.Single(call.Items);
    }

    [Fact]
    public async Task A_beginning_that_is_too_long_is_counted()
    {
        var tap = _tape.Deck.Link("mds", "mds:sim")!;
        var call = tap.Begin("long")!;
        var message = new byte[100_000];
        for (var i = 0; i < 30; i++)
        {
            call.Received(message);
        }

        _tape.Deck.EndHello();
        var writer = _tape.Start();
        await _tape.EndAsync(writer);

        var content = TapeReader.Read(_tape.Path);
        Assert.Equal(30, content.Links[0].Calls[0].Items.Count + content.LostRecords);
        Assert.Equal((1, 20L), (content.Gaps, content.LostRecords));
        Assert.Equal(20, content.Stop!.LostRecords);
    }

    [Fact]
    public async Task A_full_tape_ends_and_counts_what_followed()
    {
        var tap = _tape.Deck.Link("cxl", "cxl:sim")!;
        _tape.Deck.EndHello();
        var writer = _tape.Start(new TapeOptions { MaximumBytes = 64 * 1024 });
        var call = tap.Begin("much")!;
        for (var i = 0; i < 100; i++)
        {
            call.Received(new byte[4000]);
        }

        await _tape.EndAsync(writer);

        Assert.Equal("full", writer.Ended);
        var content = TapeReader.Read(_tape.Path);
        Assert.Equal("full", content.Stop!.Reason);
        Assert.InRange(new FileInfo(_tape.Path).Length, 60_000, 66_000);
        Assert.Equal(100, content.Links[0].Calls[0].Items.Count + writer.LostRecords);
    }

    [Fact]
    public async Task However_fast_messages_come_each_is_on_the_tape_or_counted()
    {
        const int Writers = 4, Each = 3000;
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        _tape.Deck.EndHello();
        var writer = _tape.Start(new TapeOptions { QueueBytes = 64 * 1024 });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() =>
        {
            var call = tap.Begin("stream")!;
            for (var i = 0; i < Each; i++)
            {
                call.Received(new byte[1000]);
            }
        })));
        await _tape.EndAsync(writer);

        var content = TapeReader.Read(_tape.Path);
        var opened = content.Links[0].Calls.Count;
        var messages = content.Links[0].Calls.Sum(call => call.Items.Count);
        Assert.Equal((Writers * (Each + 1L)) - writer.LostRecords - content.DamagedRecords, opened + messages);
        Assert.Equal((writer.LostRecords, writer.LostBytes, writer.Gaps), (content.LostRecords, content.LostBytes, content.Gaps));
    }

    [Fact]
    public void A_file_is_not_replaced_unless_asked()
    {
        File.WriteAllText(_tape.Path, "precious");

        Assert.Equal(TapeErrorIds.NotWritten, Assert.Throws<TapeException>(() => _tape.Start()).ErrorId);
        Assert.Equal("precious", File.ReadAllText(_tape.Path));
    }

    [Fact]
    public async Task A_recording_can_be_ended_and_another_begun()
    {
        var tap = _tape.Deck.Link("daq", "daq://host:1")!;
        tap.Begin("hello")!.Sent([1]);
        _tape.Deck.EndHello();
        await _tape.EndAsync(_tape.Start(), "stopped");
        Assert.False(tap.IsOn);

        await _tape.EndAsync(_tape.Start(new TapeOptions { Overwrite = true }));

        Assert.Equal("hello", Assert.Single(TapeReader.Read(_tape.Path).Links[0].Calls).Name);
    }
}
