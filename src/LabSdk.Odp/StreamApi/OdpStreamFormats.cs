using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Odp;

/// <summary>The data formats of a Stream API server. Nothing is kept here: every call asks; readers keep what they learned.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OdpStreamFormats
{
    private const string Disabled = "Format management may be switched off in the server's configuration.";

    private readonly StreamApiLink _link;
    private readonly DataFormatManagerService.DataFormatManagerServiceClient _service;

    internal OdpStreamFormats(StreamApiLink link) => (_link, _service) = (link, new DataFormatManagerService.DataFormatManagerServiceClient(link.Calls));

    /// <summary>The id of a list of parameters; the server defines it when it is new. Another order is another list.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="parameters">The parameters in order; at least one.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpServerException">The server is not reached, or gives no id.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task<ulong> IdOfAsync(string dataSource, IReadOnlyList<string> parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfZero(parameters.Count, nameof(parameters));
        var call = new StreamApiCall("GetParameterDataFormatId", $"Asking for the format of {parameters.Count} parameters of '{dataSource}'");
        var request = new GetParameterDataFormatIdRequest { DataSource = dataSource, Parameters = { parameters } };
        var reply = await _link.CallAsync(call, options => _service.GetParameterDataFormatIdAsync(request, options), cancellationToken).ConfigureAwait(false);
        return reply.DataFormatIdentifier != 0 ? reply.DataFormatIdentifier : throw _link.Refused(call, "the server gives no id", Disabled);
    }

    /// <summary>The id of an event; the server defines it when it is new.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="identifier">The event, <c>Name:Application</c>.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="IdOfAsync"/>
    public async Task<ulong> EventIdOfAsync(string dataSource, string identifier, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        var call = new StreamApiCall("GetEventDataFormatId", $"Asking for the format of the event '{identifier}' of '{dataSource}'");
        var request = new GetEventDataFormatIdRequest { DataSource = dataSource, Event = identifier };
        var reply = await _link.CallAsync(call, options => _service.GetEventDataFormatIdAsync(request, options), cancellationToken).ConfigureAwait(false);
        return reply.DataFormatIdentifier != 0 ? reply.DataFormatIdentifier : throw _link.Refused(call, "the server gives no id", Disabled);
    }

    /// <summary>The ordered parameters of an id; null when the server does not know it.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="IdOfAsync"/>
    public async Task<IReadOnlyList<string>?> ParametersOfAsync(string dataSource, ulong id, CancellationToken cancellationToken = default)
    {
        var call = new StreamApiCall("GetParametersList", $"Asking for the parameters of format {id} of '{dataSource}'");
        var request = new GetParametersListRequest { DataSource = dataSource, DataFormatIdentifier = id };
        var reply = await _link.CallAsync(call, options => _service.GetParametersListAsync(request, options), cancellationToken).ConfigureAwait(false);
        return reply.Parameters.Count > 0 ? [.. reply.Parameters] : null;
    }

    /// <summary>The event of an id; null when the server does not know it.</summary>
    /// <inheritdoc cref="ParametersOfAsync"/>
    public async Task<string?> EventOfAsync(string dataSource, ulong id, CancellationToken cancellationToken = default)
    {
        var call = new StreamApiCall("GetEvent", $"Asking for the event of format {id} of '{dataSource}'");
        var request = new GetEventRequest { DataSource = dataSource, DataFormatIdentifier = id };
        var reply = await _link.CallAsync(call, options => _service.GetEventAsync(request, options), cancellationToken).ConfigureAwait(false);
        return reply.Event.Length > 0 ? reply.Event : null;
    }
}
