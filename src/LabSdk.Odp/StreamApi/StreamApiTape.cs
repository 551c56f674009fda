using LabSdk.Tapes;

namespace LabSdk.Odp.StreamApi;

/// <summary>The tape of one client: what it is recorded on, or what answers instead of a server.</summary>
internal sealed class StreamApiTape : IAsyncDisposable
{
    private const string Family = "odp";

    private readonly TapeDeck? _deck;
    private readonly TapeWriter? _writer;

    private StreamApiTape(TapeReplay replay, string endpoint)
    {
        try
        {
            Replay = replay.ClaimOne(Family, endpoint);
        }
        catch
        {
            replay.Dispose();
            throw;
        }
    }

    private StreamApiTape(TapeDeck deck, TapeWriter writer, string endpoint)
    {
        (_deck, _writer) = (deck, writer);
        Tap = deck.Link(Family, endpoint);
        deck.Start(writer);
    }

    /// <summary>Who is told what crosses the connections; null for nobody.</summary>
    public TapeTap? Tap { get; }

    /// <summary>The tape that answers; null for a real server.</summary>
    public ReplayLink? Replay { get; }

    /// <summary>Opens what the options ask for; null for nothing.</summary>
    /// <exception cref="TapeException">The file cannot be read or written, or has nothing of this server.</exception>
    public static StreamApiTape? Open(string endpoint, OdpStreamOptions options)
    {
        if (options.ReplayFrom is { } source)
        {
            return new StreamApiTape(TapeReplay.Open(source, options.Replay), endpoint);
        }

        if (options.RecordTo is not { } path)
        {
            return null;
        }

        var deck = new TapeDeck(options.Time);
        var version = typeof(StreamApiTape).Assembly.GetName().Version?.ToString(3) ?? "";
        return new StreamApiTape(deck, TapeWriter.Create(path, options.Record?.Copy() ?? new TapeOptions(), new TapeStart(deck.Started, version)), endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        Replay?.Tape.Dispose();
        if (_writer is not null)
        {
            _deck!.Stop();
            await _writer.StopAsync("closed").ConfigureAwait(false);
        }
    }
}
