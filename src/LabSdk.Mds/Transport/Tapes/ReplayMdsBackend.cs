using System.Text;
using LabSdk.Tapes;

namespace LabSdk.Mds.Transport;

/// <summary>
/// A link that is answered from a tape. Reports come after the stream was turned on as it was then, up to the next time that it was
/// turned on or off.
/// </summary>
internal sealed class ReplayMdsBackend : IMdsBackend
{
    private readonly Lock _gate = new();
    private readonly ReplayLink _tape;
    private readonly ReplayedCall? _stream;
    private int _next, _limit;
    private TimeSpan _since;
    private long _started;

    public ReplayMdsBackend(ReplayLink tape)
    {
        _tape = tape;
        _stream = tape.Calls.Any(call => call.Name == MdsTape.Stream) ? tape.TakeNext(MdsTape.Stream) : null;
        _limit = SentFrom(0);
        Link = new MdsLink(Enum.TryParse<MdsTransport>(tape.Fact("transport"), out var transport) ? transport : MdsTransport.Custom, tape.Fact("name"))
        {
            Driver = tape.Fact("driver"),
            Hid = TapeJson.TryRead<HidDeviceInfo>(Encoding.UTF8.GetBytes(tape.Fact("hid")), out var hid) ? hid : null,
            ReportDescriptor = Descriptor(tape.Fact("descriptor")),
            IsSimulated = tape.Fact(TapeFacts.Simulated).Length > 0,
        };
    }

    public MdsLink Link { get; }

    public async ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (channel != MdsChannel.StreamData)
        {
            var item = await _tape.TakeNext(MdsTape.Reading(channel)).NextAsync(cancellationToken).ConfigureAwait(false);
            return item.Message is { } payload ? Copy(payload, buffer) : throw ErrorOf(item.End!);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (NextReport() is not { } report)
        {
            // Nothing came then; a device without data sends nothing.
            await Task.Delay(timeout ?? Timeout.InfiniteTimeSpan, _tape.Tape.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return IMdsBackend.TimedOut;
        }

        var left = _stream!.Left(report.Time - _since, _started);
        if (timeout is { } limit && left > limit)
        {
            await Task.Delay(limit, _tape.Tape.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return IMdsBackend.TimedOut;
        }

        await _stream.WaitAsync(report.Time - _since, _started, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _next++;
        }

        var content = _stream.Read(report);
        return report.Kind == TapeRecordKind.Message ? Copy(content, buffer) : throw ErrorOf(TapeEnd.Read(content) ?? throw _stream.EndOfTape());
    }

    public ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            for (var index = _limit; _stream is not null && index < _stream.Items.Count; index = SentFrom(index + 1))
            {
                if (_stream.IsSame(_stream.Items[index], data.Span))
                {
                    (_since, _started, _limit) = (_stream.Items[index].Time, _stream.Now, SentFrom(index + 1));
                    return default;
                }
            }
        }

        // Whoever closes turns streaming off, also where the recording had ended by then.
        return data.Span is [0] ? default : throw _tape.NotOnTape(MdsTape.Stream, data.Length);
    }

    public ValueTask DisposeAsync() => default;

    private TapeItem? NextReport()
    {
        lock (_gate)
        {
            for (; _stream is not null && _next < _limit; _next++)
            {
                if (_stream.Items[_next].Direction != TapeDirection.Sent)
                {
                    return _stream.Items[_next];
                }
            }

            return null;
        }
    }

    private int SentFrom(int index)
    {
        while (_stream is not null && index < _stream.Items.Count && _stream.Items[index].Direction != TapeDirection.Sent)
        {
            index++;
        }

        return index;
    }

    private static int Copy(byte[] payload, Memory<byte> buffer)
    {
        payload.AsMemory(0, Math.Min(payload.Length, buffer.Length)).CopyTo(buffer);
        return Math.Min(payload.Length, buffer.Length);
    }

    private static Exception ErrorOf(TapeEnd end) => (MdsErrorKind)(end.Code - 1) switch
    {
        MdsErrorKind.Timeout => new MdsTimeoutException(end.Text, null),
        MdsErrorKind.NotSupported => new MdsNotSupportedException(end.Text),
        MdsErrorKind.Protocol or MdsErrorKind.InvalidText => new MdsProtocolException(MdsErrorKind.Protocol, end.Text, null),
        MdsErrorKind.NotFound or MdsErrorKind.AccessDenied or MdsErrorKind.Disconnected => new MdsTransportException((MdsErrorKind)(end.Code - 1), end.Text),
        _ => new MdsTransportException(MdsErrorKind.Io, end.Text),
    };

    private static byte[] Descriptor(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
