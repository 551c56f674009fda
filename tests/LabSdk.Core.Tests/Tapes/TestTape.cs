using LabSdk.Tapes;

namespace LabSdk.Core.Tests.Tapes;

/// <summary>A tape in a file of its own, recorded with a clock that the test moves.</summary>
internal sealed class TestTape : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-tape").FullName;

    public TestTape()
    {
        Time = new HandClock();
        Deck = new TapeDeck(Time);
    }

    public HandClock Time { get; }

    public TapeDeck Deck { get; }

    public string Path => System.IO.Path.Combine(_folder, "x.labtape");

    public TapeWriter Start(TapeOptions? options = null)
    {
        var writer = TapeWriter.Create(Path, options ?? new TapeOptions(), new TapeStart(Deck.Started, "1.2.3"));
        Deck.Start(writer);
        return writer;
    }

    public async Task EndAsync(TapeWriter writer, string reason = "closed")
    {
        Deck.Stop();
        await writer.StopAsync(reason).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public TapeReplay Replay(ReplayOptions? options = null) => TapeReplay.Open(Path, options);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero).AddTicks(GetTimestamp());

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
