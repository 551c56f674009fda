namespace LabSdk.Connecting;

/// <summary>The simulated peers that a lab started and stops again.</summary>
internal sealed class SimulatedPeers(IReadOnlyList<IAsyncDisposable> peers) : IAsyncDisposable
{
    /// <summary>The peers, one for each endpoint.</summary>
    public IReadOnlyList<IAsyncDisposable> Peers { get; } = peers;

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in Peers)
        {
            await peer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
