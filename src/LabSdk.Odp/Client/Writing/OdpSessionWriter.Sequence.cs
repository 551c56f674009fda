using System.Runtime.ExceptionServices;
using Google.Protobuf;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Odp.Writing;

namespace LabSdk.Odp;

/// <content>The order in which streams begin and end.</content>
public sealed partial class OdpSessionWriter
{
    // Type, key and number around a content; the key is a GUID.
    private const int EnvelopeRoom = 120;

    private readonly SignalBook _book;
    private readonly List<ConfigurationPacket> _configurations = [];
    private readonly List<WriterStream> _streams = [];
    private bool _isOutLapDue, _isEndFailureTold;
    private ulong _lastId;

    /// <summary>A stream, opened if it is new; it begins with the next packet of any stream.</summary>
    /// <exception cref="OdpConfigurationException">The name cannot be used.</exception>
    private WriterStream Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_streams)
        {
            foreach (var stream in _streams)
            {
                if (stream.Name == name)
                {
                    return stream;
                }
            }

            _client.Topics.CheckNames(_options.DataSource, name);
            var opened = new WriterStream(name, _client.Topics.Stream(_options.DataSource, name));
            _streams.Add(opened);
            return opened;
        }
    }

    private WriterStream[] OpenStreams()
    {
        lock (_streams)
        {
            return [.. _streams];
        }
    }

    private async Task BeginStreamsAsync(CancellationToken cancellationToken)
    {
        var streams = OpenStreams();
        if (Array.Exists(streams, stream => !stream.HasTopic))
        {
            string[] added = [.. streams.Where(stream => !stream.HasTopic && stream.Name.Length > 0).Select(stream => stream.Name)];
            await _client.EnsureTopicsAsync(_options.DataSource, added, cancellationToken).ConfigureAwait(false);
            Array.ForEach(streams, stream => stream.HasTopic = true);
        }

        foreach (var stream in streams)
        {
            if (!stream.IsStarted)
            {
                await SendAsync(stream, PacketBuilder.Start(_created, SessionMerge.ToPacket(Session)), isEssential: false, cancellationToken).ConfigureAwait(false);
                stream.IsStarted = true;
            }

            if (!stream.IsStartTold && !_client.Topics.IsLegacy)
            {
                var told = new StreamStartedPacket { DataSource = _options.DataSource, SessionKey = SessionKey, StreamName = stream.Name, StartTime = OdpTime.ToTimestamp(Now()) };
                await SendAsync(stream, told, isEssential: false, cancellationToken).ConfigureAwait(false);
                stream.IsStartTold = true;
            }
        }
    }

    /// <summary>Brings every stream so far that data and markers may follow.</summary>
    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        _configurations.AddRange(_book.TakeNew());
        var streams = OpenStreams();
        if (Array.Exists(streams, stream => !stream.IsStarted))
        {
            await BeginStreamsAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var stream in streams)
        {
            for (; stream.Configurations < _configurations.Count; stream.Configurations++)
            {
                await SendAsync(stream, _configurations[stream.Configurations], isEssential: true, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask MarkOutLapAsync(ulong time, CancellationToken cancellationToken)
    {
        if (!_isOutLapDue)
        {
            return;
        }

        var marker = TimedContent.ToPacket(new OdpMarker(time, 0, "Out Lap", OdpMarker.LapTrigger, "", "0", 1));
        foreach (var stream in OpenStreams().Where(stream => !stream.HasOutLap))
        {
            await SendAsync(stream, marker, isEssential: true, cancellationToken).ConfigureAwait(false);
            stream.HasOutLap = true;
        }

        _isOutLapDue = false;
    }

    private async Task EndAllAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.EndTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var failure = await EndStreamsAsync(both.Token).ConfigureAwait(false);
            await _publisher.Ledger.EmptyAsync(both.Token).ConfigureAwait(false);

            // Also when a stream could not be ended: a session that stays live for ever is worse.
            await _client.Sessions.EndAsync(SessionKey, TerminationTime, both.Token).ConfigureAwait(false);
            _isEnded = true;
            failure?.Throw();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _isEndFailureTold = true;
            throw new KafkaTransportException(
                OdpErrorKind.NotDelivered,
                $"Session {Name} was not ended within {_options.EndTimeout.TotalSeconds:0.#} s: {Counters.Waiting} records have not been stored at {_client.Transport.Servers} yet.",
                "Look whether the broker is there. As long as the client is open its records stay queued; ending again waits once more.");
        }
        catch (LabException)
        {
            _isEndFailureTold = true;
            throw;
        }
    }

    // What is left to write, and the end of each stream; the first failure, after all streams were tried.
    private async Task<ExceptionDispatchInfo?> EndStreamsAsync(CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        await TryAsync(() => SendGatheredAsync(cancellationToken)).ConfigureAwait(false);
        if (_book.HasNew)
        {
            await TryAsync(() => PrepareAsync(cancellationToken)).ConfigureAwait(false);
        }

        foreach (var stream in OpenStreams().Where(stream => stream.IsStarted))
        {
            await TryAsync(() => EndStreamAsync(stream, cancellationToken)).ConfigureAwait(false);
        }

        return failure;

        async Task TryAsync(Func<ValueTask> step)
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (LabException error)
            {
                failure ??= ExceptionDispatchInfo.Capture(error);
            }
        }
    }

    private async ValueTask EndStreamAsync(WriterStream stream, CancellationToken cancellationToken)
    {
        if (!stream.IsStopTold && !_client.Topics.IsLegacy)
        {
            var told = new StreamStoppedPacket { DataSource = _options.DataSource, SessionKey = SessionKey, StreamName = stream.Name, StopTime = OdpTime.ToTimestamp(Now()) };
            await SendAsync(stream, told, isEssential: false, cancellationToken).ConfigureAwait(false);
            stream.IsStopTold = true;
        }

        if (!stream.IsEnded)
        {
            var end = new EndOfSessionPacket { DataSource = _options.DataSource, TerminationTime = _client.Topics.IsLegacy ? null : OdpTime.ToTimestamp(TerminationTime ?? Now()) };
            await SendAsync(stream, end, isEssential: false, cancellationToken).ConfigureAwait(false);
            stream.IsEnded = true;
        }
    }

    private async ValueTask SendAsync(WriterStream stream, IMessage content, bool isEssential, CancellationToken cancellationToken)
    {
        var record = content is Packet raw ? Finish(raw, isEssential) : PacketContent.Wrap(content, SessionKey, isEssential, _lastId + 1);

        // A number is used again only when nothing with it can have gone out.
        _lastId += isEssential ? 1ul : 0;
        await _publisher.SendAsync(stream.Route, record, isEssential, cancellationToken).ConfigureAwait(false);
        _lastId += isEssential ? 0ul : 1;
    }

    private byte[] Finish(Packet raw, bool isEssential)
    {
        (raw.SessionKey, raw.IsEssential, raw.Id) = (SessionKey, isEssential, _lastId + 1);
        return raw.ToByteArray();
    }

    private ulong Now() => OdpTime.FromDateTimeOffset(_time.GetUtcNow());
}
