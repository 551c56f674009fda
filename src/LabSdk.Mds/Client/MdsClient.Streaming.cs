using LabSdk.Mds.Client;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    // As many as the reference gateway: then the device counts as gone.
    private const int ErrorsUntilLost = 3;
    private const int MostStalePackets = 256;

    private static readonly TimeSpan ErrorPause = TimeSpan.FromMilliseconds(20);

    private CancellationTokenSource? _stopReading;
    private volatile ReaderRun? _run;
    private volatile Task? _reader;

    /// <summary>Turns streaming on and starts the background reader. Writes again when it is on already, as the reference does.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="LabException">The device did not accept; <see cref="IMdsError.Kind"/> tells why. The state stays as it was.</exception>
    /// <exception cref="InvalidOperationException">There is no link.</exception>
    public async Task EnableStreamingAsync(CancellationToken cancellationToken = default)
    {
        await _switching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var backend = Backend();
            if (_reader is null && ReadsItself(backend))
            {
                await TakeStaleAsync(backend, cancellationToken).ConfigureAwait(false);
            }

            await _requests.WriteAsync(backend, on: true, cancellationToken).ConfigureAwait(false);
            ResetSequence();
            Become(MdsState.Streaming);
            if (_reader is null && ReadsItself(backend))
            {
                _events.Start();
                _stopReading = new CancellationTokenSource();
                _reader = SuperviseAsync(_stopReading.Token);
            }
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>Turns streaming off, takes the packets that are on their way, and ends the background reader, within 250 ms plus the request. Writes also when it is off already.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="LabException">The device did not accept; the client goes on reading.</exception>
    /// <exception cref="InvalidOperationException">There is no link.</exception>
    public async Task DisableStreamingAsync(CancellationToken cancellationToken = default)
    {
        await _switching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_state == MdsState.Lost)
            {
                await EndReaderAsync().ConfigureAwait(false);
                return;
            }

            await _requests.WriteAsync(Backend(), on: false, cancellationToken).ConfigureAwait(false);
            await EndReaderAsync().ConfigureAwait(false);
            ResetSequence();
            Become(MdsState.Ready);
        }
        finally
        {
            _switching.Release();
        }
    }

    private bool ReadsItself(IMdsBackend backend) => _options.ReadInBackground && backend.Link.Transport is not (MdsTransport.Console or MdsTransport.None);

    // Packets of an earlier time that still wait in the system: taken as they are, before the numbers start anew.
    private async Task TakeStaleAsync(IMdsBackend backend, CancellationToken cancellationToken)
    {
        var payload = new byte[256];
        for (var i = 0; i < MostStalePackets; i++)
        {
            try
            {
                var count = await backend.ReadAsync(MdsChannel.StreamData, payload, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                if (count < 0 || count > payload.Length)
                {
                    return;
                }

                TakeRead(payload, count);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Whether the link works is told by the request that follows.
                return;
            }
        }
    }

    private bool TakeRead(byte[] payload, int count)
    {
        _tape?.Report(payload.AsSpan(0, count));
        if (Take(payload.AsSpan(0, count), _backend?.Link.Transport == MdsTransport.Hid ? count + 1 : 0, isShared: true, out var delivery))
        {
            _events.Offer(delivery);
        }

        return true;
    }

    private async Task SuperviseAsync(CancellationToken stop)
    {
        var (errors, packetsAtError) = (0, -1L);
        while (!stop.IsCancellationRequested && _backend is { } backend)
        {
            var run = new ReaderRun(backend, _options.ReadTimeout, TakeRead);
            _run = run;
            try
            {
                if (stop.IsCancellationRequested)
                {
                    // Whoever ends the reader may have seen the run before this one.
                    await run.FinishAsync().ConfigureAwait(false);
                }

                await run.Ended.ConfigureAwait(false);
                return;
            }
            catch (Exception error)
            {
                Interlocked.Increment(ref _linkErrors);
                var packets = Statistics.Packets;
                errors = packets == packetsAtError ? errors + 1 : 1;
                packetsAtError = packets;
                _tape?.NotReported(error);
                var known = MdsErrors.Wrap(error, $"Reading from {backend.Link.Name}", backend.Link.Name) ?? error;
                if (known is IMdsError { Kind: MdsErrorKind.Disconnected } || errors >= ErrorsUntilLost)
                {
                    if (!await LostAsync(backend, Lost(backend, known, errors), stop).ConfigureAwait(false))
                    {
                        return;
                    }

                    errors = 0;
                }
                else
                {
                    Warn(MdsWarningKind.Link, $"A read failed and is tried again: {known.Message}", known);
                    await Task.Delay(ErrorPause, _options.TimeProvider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }

    // Whatever the reads failed with: whoever waits for packets has to know that none will come.
    private static Exception Lost(IMdsBackend backend, Exception error, int errors) => error is IMdsError { Kind: MdsErrorKind.Disconnected } ? error
        : new MdsTransportException(
            MdsErrorKind.Disconnected,
            $"{errors} reads in a row failed on {backend.Link.Name}: {(error as LabException)?.Problem ?? error.Message}",
            "Plug the device in again and connect anew, or set MdsOptions.Reconnect.",
            error);

    /// <summary>The device is gone: tells everybody and, if wished, waits for it. True when it is back and streaming.</summary>
    private async Task<bool> LostAsync(IMdsBackend old, Exception error, CancellationToken stop)
    {
        lock (_gate)
        {
            _intake.ResetSequence();
            if (_messages.Reset(_options.TimeProvider.GetUtcNow()) is { } abandoned)
            {
                var delivery = new Delivery(null, null, abandoned);
                _hub.Publish(delivery);
                _events.Offer(delivery);
            }
        }

        Become(MdsState.Lost);
        Warn(MdsWarningKind.Link, $"{old.Link.Name} was lost: {error.Message}", error);

        if (_options.Reconnect && _open is not null)
        {
            await CloseQuietlyAsync(old).ConfigureAwait(false);
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(_options.ReconnectInterval, _options.TimeProvider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!stop.IsCancellationRequested && await TryComeBackAsync(stop).ConfigureAwait(false))
                {
                    return true;
                }
            }

            return false;
        }

        _hub.End((LabException)error);
        return false;
    }

    private async Task<bool> TryComeBackAsync(CancellationToken stop)
    {
        IMdsBackend? backend = null;
        try
        {
            backend = await _open!(stop).ConfigureAwait(false);
            var config = await ReadConfigAsync(backend, stop).ConfigureAwait(false);
            await _requests.WriteAsync(backend, on: true, stop).ConfigureAwait(false);
            lock (_gate)
            {
                _intake.Detector = NewDetector(backend.Link);
                _intake.ResetSequence();
            }

            Route(backend);
            (_config, _backend) = (config, backend);
            RenewUpload(config);
            Interlocked.Increment(ref _reconnects);
            Become(MdsState.Streaming);
            return true;
        }
        catch (Exception) when (_state == MdsState.Lost)
        {
            // Not there yet, or still starting: the next round tells.
            if (backend is not null)
            {
                await CloseQuietlyAsync(backend).ConfigureAwait(false);
            }

            return false;
        }
    }

    private async Task EndReaderAsync()
    {
        if (_reader is not { } reader)
        {
            return;
        }

        await _stopReading!.CancelAsync().ConfigureAwait(false);
        if (_run is { } run)
        {
            await run.FinishAsync().ConfigureAwait(false);
        }

        await reader.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopReading.Dispose();
        (_reader, _run, _stopReading) = (null, null, null);
    }

    private static async Task CloseQuietlyAsync(IMdsBackend backend)
    {
        try
        {
            await backend.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is LabException or IOException or ObjectDisposedException)
        {
            // It is gone anyway.
        }
    }

    private void ResetSequence()
    {
        lock (_gate)
        {
            _intake.ResetSequence();
        }
    }
}
