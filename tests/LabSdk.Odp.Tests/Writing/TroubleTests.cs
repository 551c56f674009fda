namespace LabSdk.Odp.Tests.Writing;

/// <summary>What a writer does when the broker does not do its part.</summary>
public class TroubleTests
{
    [Theory]
    [InlineData("bad name", "")]
    [InlineData("", "")]
    [InlineData("Default", "with.dot")]
    [InlineData("Default", "with/slash")]
    public async Task Name_that_makes_no_topic_is_refused_before_anything_is_sent(string source, string stream)
    {
        await using var bench = await WriterBench.StartAsync();
        var error = await Assert.ThrowsAsync<OdpConfigurationException>(() => bench.Client.NewSessionAsync(new OdpSessionOptions { DataSource = source, Streams = stream.Length > 0 ? [stream] : [] }));
        Assert.Equal(OdpErrorKind.InvalidName, error.Kind);
        Assert.Empty(bench.Client.Sessions.All);
        await using var writer = await bench.Client.NewSessionAsync();
        Assert.Throws<OdpConfigurationException>(() => writer.Signal("a:X", 10, stream: "with.dot"));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e10)]
    public async Task Rate_that_no_packet_holds_is_refused(double hz)
    {
        await using var bench = await WriterBench.StartAsync();
        await using var writer = await bench.Client.NewSessionAsync();
        Assert.Contains("0.233 Hz", Assert.Throws<ArgumentOutOfRangeException>(() => writer.Signal("a:X", hz)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_records_are_told_by_the_next_write_then_by_nobody()
    {
        await using var bench = await WriterBench.StartAsync();
        await using var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { Identifier = "Run 1" });
        var signal = writer.Signal("a:X", 10);
        await signal.WriteAsync(new double[] { 1 }, 1);
        bench.Transport.Loses = message => message.Topic == "Data.Default";
        await signal.WriteAsync(new double[] { 2 });
        bench.Transport.Loses = _ => false;
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => signal.WriteAsync(new double[] { 3 }).AsTask());
        Assert.Equal((OdpErrorKind.NotDelivered, "Local_MsgTimedOut"), (error.Kind, error.KafkaName));
        Assert.Contains("1 record of session 'Run 1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing of this call was written", error.Message, StringComparison.Ordinal);
        await signal.WriteAsync(new double[] { 3 });
        await writer.FlushAsync();
        Assert.Equal(1, writer.Counters.Failed);
        await writer.EndAsync();
        var starts = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(bench.Client, "Default"));
        Assert.Equal([1.0, 3.0], starts.SelectMany(block => block.Columns[0].ToNumbers()));
    }

    [Fact]
    public async Task Lost_records_are_told_by_a_flush_and_by_the_end()
    {
        await using var bench = await WriterBench.StartAsync();
        var writer = await bench.Client.NewSessionAsync();
        var signal = writer.Signal("a:X", 10);
        await signal.WriteAsync(new double[] { 1 }, 1);
        bench.Transport.Loses = message => message.Topic == "Data.Default";
        await signal.WriteAsync(new double[] { 2 });
        Assert.Equal(OdpErrorKind.NotDelivered, (await Assert.ThrowsAsync<KafkaTransportException>(() => writer.FlushAsync())).Kind);
        await signal.WriteAsync(new double[] { 3 });
        Assert.Contains("The session has ended without them", (await Assert.ThrowsAsync<KafkaTransportException>(() => writer.EndAsync())).Message, StringComparison.Ordinal);
        Assert.True(bench.Client.Sessions.Get(writer.SessionKey).IsComplete);
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_ends_the_session_after_an_error_and_tells_what_nobody_was_told()
    {
        await using var bench = await WriterBench.StartAsync();
        var writer = await bench.Client.NewSessionAsync();
        await writer.Signal("a:X", 10).WriteAsync(new double[] { 1 }, 1);
        bench.Transport.Loses = message => message.Topic == "Data.Default";
        await writer.Signal("a:X", 10).WriteAsync(new double[] { 2 });
        bench.Transport.Loses = _ => false;
        Assert.Equal(OdpErrorKind.NotDelivered, (await Assert.ThrowsAsync<KafkaTransportException>(() => writer.DisposeAsync().AsTask())).Kind);
        await writer.DisposeAsync();
        Assert.True(bench.Client.Sessions.Get(writer.SessionKey).IsComplete);
        Assert.Equal("EndOfSession", (await bench.ReadAsync("Data.Default"))[^1].Type);

        // An error of the script's own is not covered up.
        var session = "";
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var other = await bench.Client.NewSessionAsync();
            session = other.SessionKey;
            throw new InvalidOperationException();
        });
        Assert.True(bench.Client.Sessions.Get(session).IsComplete);
    }

    [Fact]
    public async Task Record_that_is_refused_at_once_fails_the_call_and_is_counted()
    {
        await using var bench = await WriterBench.StartAsync();
        await using var writer = await bench.Client.NewSessionAsync();
        var signal = writer.Signal("a:X", 10);
        await signal.WriteAsync(new double[] { 1 }, 1);
        bench.Transport.Refuses = message => message.Topic == "Data.Default";
        await Assert.ThrowsAsync<KafkaTransportException>(() => signal.WriteAsync(new double[] { 2 }).AsTask());
        bench.Transport.Refuses = _ => false;
        Assert.Equal((1L, 100_000_001ul), (writer.Counters.Failed, signal.NextTime));
        await signal.WriteAsync(new double[] { 2 });
        await writer.EndAsync();
        var ids = (await bench.ReadAsync("Data.Default")).Select(packet => packet.Packet.Id).Where(id => id > 0).ToArray();
        Assert.Equal(Enumerable.Range(1, ids.Length).Select(id => (ulong)id), ids);
    }

    [Fact]
    public async Task Writing_waits_while_too_much_is_on_its_way_and_goes_on_afterwards()
    {
        const int Most = 100_000, Packets = 500;
        await using var bench = await WriterBench.StartAsync();
        await using var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { MaxWaitingBytes = Most });
        var signal = writer.Signal("a:X", 1000);
        await signal.WriteAsync(new double[] { 0 }, 1);
        await writer.FlushAsync();
        bench.Transport.Hold();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Packets; i++)
            {
                await signal.WriteAsync(Enumerable.Range(0, 100).Select(each => each + 0.5).ToArray());
                Interlocked.Increment(ref written);
            }
        });
        while (writer.Counters.Pauses == 0)
        {
            await Task.Delay(1, bench.Patience);
        }

        Assert.False(writing.IsCompleted);
        Assert.InRange(writer.Counters.WaitingBytes, 1, Most);
        Assert.InRange(written, 1, Packets / 2);
        using (var soon = new CancellationTokenSource())
        {
            // Whoever waits can be called off, and nothing of it was written.
            var other = writer.LapAsync(2, 2, cancellationToken: soon.Token).AsTask();
            await soon.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        }

        while (!writing.IsCompleted)
        {
            bench.Transport.Release();
            await Task.Delay(1, bench.Patience);
        }

        await writing;
        await writer.EndAsync();
        Assert.Equal((0L, 0L, 50_001L), (writer.Counters.Waiting, writer.Counters.WaitingBytes, writer.Counters.Samples));
        var samples = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "PeriodicData").Sum(packet => packet.Samples(bench.Client, "Default").Sum(block => block.SampleCount));
        Assert.Equal(50_001, samples);
    }

    [Fact]
    public async Task Record_larger_than_what_may_be_on_its_way_still_passes()
    {
        await using var bench = await WriterBench.StartAsync();
        await using var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { MaxWaitingBytes = 1 });
        await writer.Signal("a:X", 1000).WriteAsync(new double[10_000], 1);
        await writer.EndAsync();
        Assert.Equal(0, writer.Counters.Failed);
    }

    [Fact]
    public async Task End_that_takes_too_long_says_so_and_can_be_tried_again()
    {
        await using var bench = await WriterBench.StartAsync();
        var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { EndTimeout = TimeSpan.FromMilliseconds(50), Identifier = "Run 1" });
        await writer.Signal("a:X", 10).WriteAsync(new double[] { 1 }, 1);
        await writer.FlushAsync();
        bench.Transport.Hold();
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => writer.EndAsync());
        Assert.Contains("'Run 1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("was not ended within 0.1 s", error.Message, StringComparison.Ordinal);
        Assert.False(bench.Client.Sessions.Get(writer.SessionKey).IsComplete);
        bench.Transport.Release();
        await writer.EndAsync();
        Assert.True(bench.Client.Sessions.Get(writer.SessionKey).IsComplete);
        Assert.Single(await bench.ReadAsync("Data.Default"), packet => packet.Type == "EndOfSession");
    }
}
