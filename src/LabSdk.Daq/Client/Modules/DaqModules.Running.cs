using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>An item of a module's stream.</summary>
/// <typeparam name="T">Event or data point.</typeparam>
/// <param name="Item">The item as the daemon sent it.</param>
/// <param name="DroppedBefore">Items that this reader was too slow or too late for: 10,000 are kept.</param>
public readonly record struct DaqModuleItem<T>(T Item, long DroppedBefore);

public sealed partial class DaqModules
{
    /// <summary>Gives a module a device.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="roleId">What the device is for, for example <c>power_meter</c>.</param>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True when the module has all it needs to start.</returns>
    public async Task<bool> AssignDeviceAsync(string moduleId, string roleId, string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("AssignDevice", $"Giving '{deviceId}' to module '{moduleId}'");
        var request = new AssignDeviceRequest { ModuleId = moduleId, RoleId = roleId, DeviceId = deviceId };
        var reply = await _connection.CallAsync(call, options => _calls.AssignDeviceAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ModuleReady;
    }

    /// <summary>Takes a device from a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="roleId">The role.</param>
    /// <param name="deviceId">The device; null for all of the role.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task UnassignDeviceAsync(string moduleId, string roleId, string? deviceId = null, CancellationToken cancellationToken = default)
    {
        var call = Call("UnassignDevice", $"Taking role '{roleId}' from module '{moduleId}'");
        var request = new UnassignDeviceRequest { ModuleId = moduleId, RoleId = roleId };
        if (deviceId is not null)
        {
            request.DeviceId = deviceId;
        }

        var reply = await _connection.CallAsync(call, options => _calls.UnassignDeviceAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Lists the devices of a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<DeviceAssignment>> ListAssignmentsAsync(string moduleId, CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("ListAssignments", $"Listing the devices of module '{moduleId}'"),
        options => _calls.ListAssignmentsAsync(new ListAssignmentsRequest { ModuleId = moduleId }, options), cancellationToken).ConfigureAwait(false)).Assignments;

    /// <summary>
    /// Starts a module and begins to read its events and data at once: a module whose streams nobody takes stalls after 100 items.
    /// </summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it started, UTC, by the daemon's clock.</returns>
    public async Task<DateTimeOffset> StartModuleAsync(string moduleId, CancellationToken cancellationToken = default)
    {
        var call = Call("StartModule", $"Starting module '{moduleId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.StartModuleAsync(new StartModuleRequest { ModuleId = moduleId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        _events.Open(moduleId, token => ReadEventsAsync(moduleId, token));
        _data.Open(moduleId, token => ReadDataAsync(moduleId, token));
        return DaqTime.FromNanoseconds(reply.StartTimeNs);
    }

    /// <summary>Pauses a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task PauseModuleAsync(string moduleId, CancellationToken cancellationToken = default)
    {
        var call = Call("PauseModule", $"Pausing module '{moduleId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.PauseModuleAsync(new PauseModuleRequest { ModuleId = moduleId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Goes on with a paused module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ResumeModuleAsync(string moduleId, CancellationToken cancellationToken = default)
    {
        var call = Call("ResumeModule", $"Resuming module '{moduleId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.ResumeModuleAsync(new ResumeModuleRequest { ModuleId = moduleId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Stops a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="force">True to stop it at once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How long it ran, and how many events it raised.</returns>
    public async Task<(TimeSpan Uptime, ulong Events)> StopModuleAsync(string moduleId, bool force = false, CancellationToken cancellationToken = default)
    {
        var call = Call("StopModule", $"Stopping module '{moduleId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.StopModuleAsync(new StopModuleRequest { ModuleId = moduleId, Force = force }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (DaqTime.DurationFromNanoseconds(reply.UptimeNs), reply.EventsEmitted);
    }

    /// <summary>
    /// Streams the events of a module from the first one kept. The daemon gives this stream away once; here any number may read it.
    /// </summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="eventTypes">Only these types; null or empty for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DaqDeviceException">Another client has taken the stream.</exception>
    public async IAsyncEnumerable<DaqModuleItem<ModuleEvent>> StreamModuleEventsAsync(
        string moduleId, IReadOnlyList<string>? eventTypes = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (item, dropped) in _events.ReadAsync(moduleId, token => ReadEventsAsync(moduleId, token), cancellationToken).ConfigureAwait(false))
        {
            if (eventTypes is not { Count: > 0 } || eventTypes.Contains(item.EventType))
            {
                yield return new DaqModuleItem<ModuleEvent>(item, dropped);
            }
        }
    }

    /// <summary>
    /// Streams the data of a module from the first point kept. The daemon gives this stream away once; here any number may read it.
    /// </summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="dataTypes">Only these types; null or empty for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DaqDeviceException">Another client has taken the stream.</exception>
    public async IAsyncEnumerable<DaqModuleItem<ModuleDataPoint>> StreamModuleDataAsync(
        string moduleId, IReadOnlyList<string>? dataTypes = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (item, dropped) in _data.ReadAsync(moduleId, token => ReadDataAsync(moduleId, token), cancellationToken).ConfigureAwait(false))
        {
            if (dataTypes is not { Count: > 0 } || dataTypes.Contains(item.DataType))
            {
                yield return new DaqModuleItem<ModuleDataPoint>(item, dropped);
            }
        }
    }

    private async IAsyncEnumerable<ModuleEvent> ReadEventsAsync(string moduleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new StreamModuleEventsRequest { ModuleId = moduleId };
        var call = Call("StreamModuleEvents", $"Reading the events of module '{moduleId}'");
        await foreach (var (item, _) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamModuleEvents(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private async IAsyncEnumerable<ModuleDataPoint> ReadDataAsync(string moduleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new StreamModuleDataRequest { ModuleId = moduleId };
        var call = Call("StreamModuleData", $"Reading the data of module '{moduleId}'");
        await foreach (var (item, _) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.StreamModuleData(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
