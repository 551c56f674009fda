using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;
using LabSdk.Devices;
using LabSdk.Text;
using ParameterChange = LabSdk.Devices.ParameterChange;
using ParameterValue = LabSdk.Devices.ParameterValue;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    private ParameterCatalog? _parameters;

    private ParameterCatalog Parameters => _parameters ??= new ParameterCatalog(ListParametersAsync);

    /// <summary>Lists the parameters of a device with type, unit, range and choices. Drivers may check ranges that they do not publish.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ParameterDescription>> ListParametersAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("ListParameters", $"Listing the parameters of '{deviceId}'", deviceId);
        var reply = await _connection.CallAsync(
            call, options => _calls.ListParametersAsync(new ListParametersRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ParameterDescription> list = [.. reply.Parameters.Select(ParameterCatalog.From).OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
        Parameters.Keep(deviceId, list);
        return list;
    }

    /// <summary>Reads a parameter as the value of its type, with its unit.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeviceException">There is no such device or parameter; the nearest names are listed.</exception>
    public async Task<ParameterValue> GetParameterAsync(string deviceId, string name, CancellationToken cancellationToken = default)
    {
        var call = Call("GetParameter", $"Reading parameter '{name}' of '{deviceId}'", deviceId, name);
        var request = new GetParameterRequest { DeviceId = deviceId, ParameterName = name };
        try
        {
            var reply = await _connection.CallAsync(call, options => _calls.GetParameterAsync(request, options), cancellationToken).ConfigureAwait(false);
            var parameter = await Parameters.FindAsync(deviceId, name, cancellationToken).ConfigureAwait(false);
            return new ParameterValue(ParameterCatalog.Read(reply.Value, parameter), parameter.Unit, DaqTime.FromNanoseconds(reply.TimestampNs));
        }
        catch (DaqDeviceException failure) when (failure.ErrorId == DaqErrorIds.NotFound)
        {
            throw await UnknownParameterAsync(failure, deviceId, name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets a parameter and returns the value read back.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">A finite number, a bool or a text.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LabConfigurationException">The value is of the wrong type or out of range, or the parameter is read-only.</exception>
    /// <exception cref="DeviceException">There is no such device or parameter; the nearest names are listed.</exception>
    public async Task<ParameterValue> SetParameterAsync(string deviceId, string name, object value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        var parameter = await Parameters.FindAsync(deviceId, name, cancellationToken).ConfigureAwait(false);
        var text = await SetParameterTextAsync(deviceId, name, ValueText.ToJson(value, name), cancellationToken).ConfigureAwait(false);
        return new ParameterValue(ParameterCatalog.Read(text, parameter), parameter.Unit, _connection.Time.GetUtcNow());
    }

    /// <summary>Sets a parameter from a JSON text, as the wire has it; a text that is no JSON is taken as a string by the daemon.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="json">The value as JSON text: <c>1e-6</c>, <c>true</c>, <c>"fast"</c> with quotes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value read back as JSON text.</returns>
    public async Task<string> SetParameterTextAsync(string deviceId, string name, string json, CancellationToken cancellationToken = default)
    {
        var call = Call("SetParameter", $"Setting parameter '{name}' of '{deviceId}' to {json}", deviceId, name);
        var request = new SetParameterRequest { DeviceId = deviceId, ParameterName = name, Value = json };
        try
        {
            var reply = await _connection.CallAsync(call, options => _calls.SetParameterAsync(request, options), cancellationToken).ConfigureAwait(false);
            _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
            return reply.ActualValue;
        }
        catch (DaqDeviceException failure) when (failure.ErrorId == DaqErrorIds.NotFound)
        {
            throw await UnknownParameterAsync(failure, deviceId, name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Streams parameter changes, one for each change: the two events that the daemon sends for a set parameter are joined,
    /// which holds a change back for up to 50 ms. There are no initial values.
    /// </summary>
    /// <param name="deviceId">Only of this device; null for all.</param>
    /// <param name="names">Only these parameters; null or empty for all.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<ParameterChange> StreamParameterChangesAsync(
        string? deviceId = null, IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) =>
        ParameterChangeStream.MergeAsync(StreamParameterEventsAsync(deviceId, names, cancellationToken), Parameters, _connection.Time, cancellationToken);

    /// <summary>Streams parameter events as the daemon sends them: one set parameter normally gives two.</summary>
    /// <param name="deviceId">Only of this device; null for all.</param>
    /// <param name="names">Only these parameters; null or empty for all.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<DaqParameterEvent> StreamParameterEventsAsync(
        string? deviceId = null, IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) =>
        EagerBuffer.ReadAheadAsync(token => ReadParameterEventsAsync(deviceId, names, token), cancellationToken);

    private async IAsyncEnumerable<DaqParameterEvent> ReadParameterEventsAsync(
        string? deviceId, IReadOnlyList<string>? names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new StreamParameterChangesRequest();
        request.ParameterNames.AddRange(names ?? []);
        if (deviceId is not null)
        {
            request.DeviceId = deviceId;
        }

        var call = Call("StreamParameterChanges", "Watching parameter changes", deviceId);
        await foreach (var (change, resumed) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamParameterChanges(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return DaqParameterEvent.From(change, resumed);
        }
    }

    private async Task<LabException> UnknownParameterAsync(DaqDeviceException failure, string deviceId, string name, CancellationToken cancellationToken)
    {
        try
        {
            // The daemon says the same for an unknown device; the catalog tells which of the two it is.
            await Catalog.FindAsync(deviceId, cancellationToken).ConfigureAwait(false);
            var names = (await ListParametersAsync(deviceId, cancellationToken).ConfigureAwait(false)).Select(parameter => parameter.Name);
            return new DaqDeviceException(DaqErrorIds.NotFound, failure.Problem, failure.Details, NearestNames.Hint(name, names, "parameters"), innerException: failure.InnerException)
            {
                DeviceId = deviceId,
                Endpoint = _connection.Endpoint,
            };
        }
        catch (LabException better) when (better.ErrorId == DaqErrorIds.UnknownDevice)
        {
            return better;
        }
        catch (LabException)
        {
            return failure;
        }
    }
}
