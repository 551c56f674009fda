namespace LabSdk.Tapes;

/// <summary>A call that is answered from a tape. One reader and one writer at a time.</summary>
internal sealed class ReplayedCall
{
    private readonly ReplayLink _link;
    private readonly RecordedCall _call;
    private readonly ReplayOptions _options;
    private readonly long _started;
    private int _received, _sent, _messages;

    internal ReplayedCall(ReplayLink link, RecordedCall call)
    {
        (_link, _call, _options) = (link, call, link.Tape.Options);
        _started = _options.TimeProvider.GetTimestamp();
    }

    public string Name => _call.Name;

    /// <summary>Everything that stands there, for transports that look at all of it.</summary>
    public IReadOnlyList<TapeItem> Items => _call.Items;

    /// <summary>True when the last answer is given again.</summary>
    public bool Repeats => _options.RepeatLast;

    /// <summary>The present, for <see cref="WaitAsync"/>.</summary>
    public long Now => _options.TimeProvider.GetTimestamp();

    /// <summary>The content of a record.</summary>
    public byte[] Read(in TapeItem item) => _link.Tape.Read(item);

    /// <summary>True when a record holds these bytes.</summary>
    public bool IsSame(in TapeItem item, ReadOnlySpan<byte> bytes) => item.Length == bytes.Length && bytes.SequenceEqual(Read(item));

    /// <summary>True when what came after so long is due.</summary>
    /// <param name="after">How long it took then.</param>
    /// <param name="started">Since when, as <see cref="Now"/> gave it.</param>
    public bool IsDue(TimeSpan after, long started) => Left(after, started) <= TimeSpan.Zero;

    /// <summary>Waits until what came after so long is due.</summary>
    /// <param name="after">How long it took then.</param>
    /// <param name="started">Since when, as <see cref="Now"/> gave it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(TimeSpan after, long started, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Left(after, started) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The error for a message that was not sent while the tape was recorded, or not as often.</summary>
    public TapeException Unanswered(int length, bool isUsedUp) => isUsedUp ? _link.UsedUp(Name) : _link.NotOnTape(Name, length);

    /// <summary>The next message, or the end, when it is due.</summary>
    /// <exception cref="TapeException">The tape does not tell what came next.</exception>
    public async ValueTask<ReplayedItem> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (; _received < _call.Items.Count; _received++)
        {
            var item = _call.Items[_received];
            if (item.Direction == TapeDirection.Sent)
            {
                continue;
            }

            await WaitAsync(item.Time - _call.Time, _started, cancellationToken).ConfigureAwait(false);
            _received++;
            var content = _link.Tape.Read(item);
            if (item.Kind == TapeRecordKind.Message)
            {
                _messages++;
                return new ReplayedItem(content, null);
            }

            return new ReplayedItem(null, TapeEnd.Read(content) ?? throw _link.Ends(Name, _messages));
        }

        throw _link.Ends(Name, _messages);
    }

    /// <summary>Compares a message with the next one that was sent in this call.</summary>
    /// <exception cref="TapeException">It is another one, or the tape has no more.</exception>
    public void Expect(ReadOnlySpan<byte> message)
    {
        for (; _sent < _call.Items.Count; _sent++)
        {
            var item = _call.Items[_sent];
            if (item.Direction == TapeDirection.Sent)
            {
                _sent++;
                if (item.Length == message.Length && message.SequenceEqual(_link.Tape.Read(item)))
                {
                    return;
                }

                throw _link.Tape.Unknown(
                    TapeErrorIds.NotOnTape, $"Another message was sent in {Name} of {_link.Address} while the tape {_link.Tape.Path} was recorded.", "Run the program that was recorded, with the same values, or record again.");
            }
        }

        throw _link.Ends(Name, _messages);
    }

    /// <summary>The error for asking further than the tape goes.</summary>
    public TapeException EndOfTape() => _link.Ends(Name, _messages);

    /// <summary>How long it takes until what came after so long is due.</summary>
    public TimeSpan Left(TimeSpan after, long started) => double.IsPositiveInfinity(_options.Speed)
        ? TimeSpan.Zero
        : (after / _options.Speed) - _options.TimeProvider.GetElapsedTime(started);
}
