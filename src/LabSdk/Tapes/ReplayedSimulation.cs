namespace LabSdk;

/// <summary>Stands where a simulated peer stood while a tape was recorded, so that everything says so.</summary>
internal sealed class ReplayedSimulation : IAsyncDisposable
{
    public ValueTask DisposeAsync() => default;
}
