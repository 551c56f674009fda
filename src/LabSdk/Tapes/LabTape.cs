using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;
using LabSdk.Tapes;

namespace LabSdk;

/// <summary>The tape of a lab: what is on it while it is recorded, what was answered from it while it is replayed. Shows itself as a card.</summary>
/// <remarks>Thread-safe. Its members do not block, but for <see cref="Stop"/>.</remarks>
[TypeFormatterSource]
public sealed class LabTape : IDisplayable
{
    private readonly TapeDeck? _deck;
    private readonly TapeWriter? _writer;
    private readonly TapeReplay? _replay;
    private readonly string[] _leftOut;

    internal LabTape(TapeReplay replay) => (_replay, _leftOut) = (replay, [.. replay.Content.Start.LeftOut ?? []]);

    private LabTape(TapeDeck deck, TapeWriter writer, string[] leftOut) => (_deck, _writer, _leftOut) = (deck, writer, leftOut);

    /// <summary>The file.</summary>
    public string Path => _writer?.Path ?? _replay!.Path;

    /// <summary>True when the lab is replayed from it.</summary>
    public bool IsReplay => _replay is not null;

    /// <summary>Records in the file.</summary>
    public long Records => _writer?.Records ?? _replay!.Content.Records;

    /// <summary>Size of the file.</summary>
    public long Bytes => _writer?.Bytes ?? _replay!.Content.Bytes;

    /// <summary>Places where something that crossed the transports is missing.</summary>
    public int Gaps => _writer?.Gaps ?? _replay!.Content.Gaps;

    /// <summary>Records that did not get onto the tape, because the disk was too slow, or the tape full.</summary>
    public long LostRecords => _writer?.LostRecords ?? _replay!.Content.LostRecords;

    /// <summary>Why nothing more is recorded: <c>stopped</c>, <c>closed</c>, <c>full</c>, or what the disk said. Null while recording; of a replayed tape, null when its recording was killed.</summary>
    public string? Ended => _writer is null ? _replay!.Content.Stop?.Reason : _writer.Ended;

    /// <summary>Questions that were answered from the tape; 0 while recording.</summary>
    public long Answered => _replay?.Answered ?? 0;

    /// <summary>Questions that the tape has no answer to; 0 while recording.</summary>
    public long Unanswered => _replay?.Unanswered ?? 0;

    /// <summary>Endpoints of the lab whose transport is not recorded.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>What stands on a replayed tape; null while recording.</summary>
    internal TapeContent? Content => _replay?.Content;

    /// <summary>The links, in the order of their connecting.</summary>
    internal IEnumerable<(string Family, string Address)> Links =>
        _deck?.Taps.Select(tap => (tap.Family, tap.Address)) ?? _replay!.Links.Select(link => (link.Family, link.Address));

    /// <summary>Ends the recording: what waits is written. The lab goes on. Blocks for at most 10 s; without effect on a replayed tape, harmless when repeated.</summary>
    public void Stop() => Blocking.Run(_ => EndAsync("stopped"), new BlockingCall("Ending the tape") { Timeout = TimeSpan.FromSeconds(10), IsInterruptible = false });

    /// <inheritdoc cref="Stop"/>
    public Task StopAsync() => EndAsync("stopped");

    /// <summary>Returns the tape as a card.</summary>
    public MimeBundle ToMimeBundle() => TapeCard.Of(this).ToMimeBundle();

    /// <summary>Returns the card as self-contained HTML.</summary>
    public string ToHtml() => TapeCard.Of(this).ToHtml();

    /// <summary>Returns the tape in one line.</summary>
    public override string ToString() => TapeCard.Line(this);

    internal static LabTape Begin(string path, TapeOptions options, TapeDeck deck, bool isSimulated, string[] leftOut)
    {
        var version = typeof(LabTape).Assembly.GetName().Version?.ToString(3) ?? "";
        var writer = TapeWriter.Create(path, options, new TapeStart(deck.Started, version, isSimulated, leftOut.Length == 0 ? null : leftOut));
        deck.Start(writer);
        return new LabTape(deck, writer, leftOut);
    }

    internal async Task EndAsync(string reason)
    {
        if (_writer is not null)
        {
            if (_writer.Ended is null)
            {
                _deck!.Stop();
            }

            await _writer.StopAsync(reason).ConfigureAwait(false);
        }
    }
}
