using System.Threading.Channels;

namespace LabSdk.Odp.Client;

/// <summary>Lets the reading go on while the caller works, up to a number of packets.</summary>
internal sealed class ReadAhead(ReadCore core, int length) : IAsyncDisposable
{
    private readonly Channel<ReadStep> _steps = Channel.CreateBounded<ReadStep>(new BoundedChannelOptions(length) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private Task? _pump;

    public IAsyncEnumerable<ReadStep> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _pump ??= Task.Run(PumpAsync, CancellationToken.None);
        }

        return _steps.Reader.ReadAllAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_pump is { } pump)
        {
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _ending.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var step in core.RunAsync(_ending.Token).ConfigureAwait(false))
            {
                // What only wakes can be left out when the queue is full: its reader is awake.
                if (!_steps.Writer.TryWrite(step) && step.Kind != ReadStepKind.Wake)
                {
                    await _steps.Writer.WriteAsync(step, _ending.Token).ConfigureAwait(false);
                }
            }

            _steps.Writer.TryComplete();
        }
#pragma warning disable CA1031 // The reader of the queue gets whatever it was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _steps.Writer.TryComplete(error);
        }
    }
}
