namespace LabSdk.Odp.Writing;

/// <summary>
/// Records that are on their way: how many bytes may be, and what became of them. A failure is kept until somebody was told.
/// Thread-safe.
/// </summary>
internal sealed class DeliveryLedger(long mostBytes)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _changed;
    private KafkaTransportException? _firstFailure;
    private long _queued, _delivered, _failed, _untold, _waitingBytes, _bytes, _pauses;

    public OdpWriterCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return new OdpWriterCounters
                {
                    Queued = _queued,
                    Delivered = _delivered,
                    Failed = _failed,
                    Waiting = _queued - _delivered - _failed,
                    WaitingBytes = _waitingBytes,
                    Bytes = _bytes,
                    Pauses = _pauses,
                };
            }
        }
    }

    /// <summary>True when there is a failure that nobody was told of.</summary>
    public bool HasUntoldFailure
    {
        get
        {
            lock (_gate)
            {
                return _untold > 0;
            }
        }
    }

    /// <summary>Waits until a record has room. A record that is larger than the limit gets its turn when nothing else is on its way.</summary>
    public async ValueTask EnterAsync(int bytes, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            Task changed;
            lock (_gate)
            {
                if (_waitingBytes == 0 || _waitingBytes + bytes <= mostBytes)
                {
                    _waitingBytes += bytes;
                    _bytes += bytes;
                    _queued++;
                    return;
                }

                _pauses += isFirst ? 1 : 0;
                changed = Changed();
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A record was stored, or failed.</summary>
    public void Leave(int bytes, KafkaTransportException? error)
    {
        lock (_gate)
        {
            _waitingBytes -= bytes;
            if (error is null)
            {
                _delivered++;
            }
            else
            {
                _failed++;
                _untold++;
                _firstFailure ??= error;
            }

            Change();
        }
    }

    /// <summary>A record was not taken at all; whoever sends it is told. One whose sending was cancelled does not count.</summary>
    public void Refuse(int bytes, bool isFailure)
    {
        lock (_gate)
        {
            _waitingBytes -= bytes;
            if (isFailure)
            {
                _failed++;
            }
            else
            {
                _queued--;
                _bytes -= bytes;
            }

            Change();
        }
    }

    /// <summary>Completes when nothing is on its way.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_delivered + _failed == _queued)
                {
                    return;
                }

                changed = Changed();
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells of the failures since the last time.</summary>
    /// <param name="session">Whose records they are, for the message.</param>
    /// <param name="remark">What it means for the caller.</param>
    /// <exception cref="KafkaTransportException">There were some.</exception>
    public void ThrowIfFailed(string session, string remark)
    {
        KafkaTransportException first;
        long count;
        lock (_gate)
        {
            if (_untold == 0)
            {
                return;
            }

            (first, count) = (_firstFailure!, _untold);
            (_firstFailure, _untold) = (null, 0);
        }

        throw new KafkaTransportException(
            OdpErrorKind.NotDelivered,
            $"{count} {(count == 1 ? "record" : "records")} of session {session} {(count == 1 ? "was" : "were")} not stored. {remark} The first failure: {first.Message}",
            first.Hint, first.IsTransient, first)
        {
            KafkaCode = first.KafkaCode,
            KafkaName = first.KafkaName,
            Endpoint = first.Endpoint,
        };
    }

    private void Change()
    {
        var changed = _changed;
        _changed = null;
        changed?.TrySetResult();
    }

    private Task Changed() => (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
