using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk.Families.Cxl;

/// <summary>One CXL endpoint as the lab sees it.</summary>
/// <param name="context">The context that holds it; disposed with the connection.</param>
/// <param name="source">The component.</param>
/// <param name="endpoint">The address.</param>
/// <param name="simulated">The simulated component behind it, which the connection owns; null for a real one.</param>
internal sealed class CxlLabConnection(CxlContext context, CxlSource source, string endpoint, IAsyncDisposable? simulated = null) : ILabConnection
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(1);

    public string Family => "cxl";

    public string Endpoint => endpoint;

    public string Peer => source.KindText;

    public object Client => source.Endpoint;

    public bool IsSimulated => simulated is not null;

    /// <summary>The context that holds the endpoint.</summary>
    public CxlContext Context => context;

    /// <summary>The simulated component behind it; null for a real one.</summary>
    public IAsyncDisposable? Simulated => simulated;

    public async Task<DeviceInventory> ListDevicesAsync(CancellationToken cancellationToken) =>
        new([await CxlParts.OfAsync(source, endpoint, IsSimulated, cancellationToken).ConfigureAwait(false)], []);

    public ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken) => new([CxlHealthFacts.Link(source)]);

    public async IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string> deviceIds, double maxRateHz, bool includeSnapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var interval = maxRateHz > 0 ? TimeSpan.FromSeconds(1 / maxRateHz) : UsualInterval;
        using var timer = new PeriodicTimer(interval < ShortestInterval ? ShortestInterval : interval);
        var (last, version, isFirst) = (default(DeviceState), 0UL, true);
        do
        {
            var now = await StateAsync(cancellationToken).ConfigureAwait(false);
            if (isFirst ? includeSnapshot : (now.IsOnline, now.Reading) != (last!.IsOnline, last.Reading))
            {
                yield return now with { Version = ++version, IsSnapshot = isFirst };
            }

            (last, isFirst) = (now, false);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync().ConfigureAwait(false);
        if (simulated is not null)
        {
            await simulated.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<DeviceState> StateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CxlParts.StateAsync(source, source.Endpoint.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException)
        {
            // A stream of states says that the component is away and goes on looking.
            return new DeviceState(source.Endpoint.Name, DateTimeOffset.UtcNow, false);
        }
    }
}
