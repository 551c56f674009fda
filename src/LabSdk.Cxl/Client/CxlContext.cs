using LabSdk.Cxl.Linux;
using LabSdk.Options;

namespace LabSdk.Cxl;

/// <summary>
/// Opens CXL components and keeps them: memory devices and switches over the Linux mailbox, components over MCTP, own links. All
/// members may be used by several threads.
/// </summary>
public sealed partial class CxlContext : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<CxlEndpoint> _endpoints = [];
    private readonly HashSet<string> _opening = [];
    private readonly CxlOptions _options;
    private readonly LinuxCxlPlaces _places;

    /// <summary>Creates a context. Nothing is opened.</summary>
    /// <param name="options">How its endpoints work; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is out of its range.</exception>
    public CxlContext(CxlOptions? options = null)
        : this(options, LinuxCxlPlaces.System)
    {
    }

    internal CxlContext(CxlOptions? options, LinuxCxlPlaces places)
    {
        _places = places;
        _options = (options ?? new CxlOptions()).Copy();
        OptionsValidator.Validate(_options, "the cxl context");
    }

    /// <summary>The open endpoints, in the order of their opening.</summary>
    public IReadOnlyList<CxlEndpoint> Endpoints
    {
        get
        {
            lock (_gate)
            {
                _endpoints.RemoveAll(endpoint => endpoint.IsClosed);
                return [.. _endpoints];
            }
        }
    }

    /// <summary>The open endpoint of a name; null when there is none.</summary>
    /// <param name="name">For example <c>mem0</c> or <c>mctp 11/28</c>.</param>
    public CxlEndpoint? Find(string name) => Endpoints.FirstOrDefault(endpoint => endpoint.Name == name);

    /// <summary>Opens a link of your own: a simulated one, or one that this library does not know.</summary>
    /// <param name="transport">The link; the endpoint owns it.</param>
    /// <param name="cancellationToken">Ends the wait for the probe of a message based link.</param>
    /// <exception cref="CxlRequestException">The context has an endpoint of this name open.</exception>
    public Task<CxlEndpoint> OpenAsync(ICxlTransport transport, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return OpenAsync(
            transport.Name,
            () => transport is ReplayCxlTransport tape
                ? new CxlLink(transport, _options) { KnownSerialNumber = tape.SerialNumber, IsFmApiEnabled = !tape.IsMessageBased && _options.Probe }
                : new CxlLink(transport, _options),
            cancellationToken);
    }

    /// <summary>Closes all endpoints.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in Endpoints)
        {
            await endpoint.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<CxlEndpoint> OpenAsync(string name, Func<CxlLink> connect, CancellationToken cancellationToken)
    {
        var endpoint = Open(name, connect);
        try
        {
            if (endpoint.IsMctp && _options.Probe)
            {
                await endpoint.ProbeAsync(cancellationToken).ConfigureAwait(false);
            }

            return endpoint;
        }
        catch
        {
            await endpoint.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private CxlEndpoint Open(string name, Func<CxlLink> connect)
    {
        Reserve(name);
        try
        {
            var link = connect();
            if (_options.Tap is { } tap)
            {
                CxlTape.Describe(tap, link);
            }

            var endpoint = new CxlEndpoint(link);
            lock (_gate)
            {
                _endpoints.Add(endpoint);
            }

            return endpoint;
        }
        finally
        {
            lock (_gate)
            {
                _opening.Remove(name);
            }
        }
    }

    private void Reserve(string name)
    {
        lock (_gate)
        {
            if (_endpoints.Any(endpoint => endpoint.Name == name && !endpoint.IsClosed) || !_opening.Add(name))
            {
                throw new CxlRequestException(CxlErrorIds.AlreadyOpen, $"{name} is open in this context already.", $"Use the open one: Find(\"{name}\"), or close it first.") { Endpoint = name };
            }
        }
    }
}
