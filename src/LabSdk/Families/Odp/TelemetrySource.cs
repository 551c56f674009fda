using LabSdk.Odp;

namespace LabSdk.Families.Odp;

/// <summary>
/// The client of a broker, connected already or when it is first needed: a simulated car costs time that a lab that never asks for
/// telemetry shall not pay. Owns what it opens.
/// </summary>
internal sealed class TelemetrySource : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<Task<OpenedTelemetry>> _open;
    private Task<OpenedTelemetry>? _opening;
    private OpenedTelemetry? _opened;
    private bool _isDisposed;

    public TelemetrySource(Func<Task<OpenedTelemetry>> open) => _open = open;

    private TelemetrySource(OpenedTelemetry opened)
    {
        _open = () => Task.FromResult(opened);
        (_opened, _opening) = (opened, Task.FromResult(opened));
    }

    /// <summary>The client when it is connected; null before the first use.</summary>
    public OdpClient? Client => Volatile.Read(ref _opened)?.Client;

    /// <summary>The simulated broker and car; null for a real one, and before the first use.</summary>
    public IAsyncDisposable? Simulated => Volatile.Read(ref _opened)?.Simulated;

    /// <summary>A connected client.</summary>
    public static TelemetrySource Of(OdpClient client, IAsyncDisposable? simulated = null) => new(new OpenedTelemetry(client, simulated));

    /// <summary>The client; connects it now when it is not. A failure is not kept: the next call tries again.</summary>
    public async Task<OdpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        if (Client is { } connected)
        {
            return connected;
        }

        Task<OpenedTelemetry> opening;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            opening = _opening is null or { IsFaulted: true } or { IsCanceled: true } ? _opening = Task.Run(_open, CancellationToken.None) : _opening;
        }

        var opened = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _opened, opened);
        return opened.Client;
    }

    public async ValueTask DisposeAsync()
    {
        Task<OpenedTelemetry>? opening;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            opening = _opening;
        }

        if (opening is null)
        {
            return;
        }

        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            var opened = await opening.ConfigureAwait(false);
            await opened.Client.DisposeAsync().ConfigureAwait(false);
            if (opened.Simulated is { } simulated)
            {
                await simulated.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

/// <summary>A connected client, and the simulated broker behind it.</summary>
/// <param name="Client">The client.</param>
/// <param name="Simulated">The simulated broker and car; null for a real one.</param>
internal sealed record OpenedTelemetry(OdpClient Client, IAsyncDisposable? Simulated);
