using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>PluginService: instruments defined by files. Most daemons are built without it and answer that they do not have it.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqPlugins
{
    private readonly DaqConnection _connection;
    private readonly PluginService.PluginServiceClient _calls;

    internal DaqPlugins(DaqConnection connection)
    {
        _connection = connection;
        _calls = new PluginService.PluginServiceClient(connection.Calls);
    }

    /// <summary>Lists the plugins.</summary>
    /// <param name="driverType">Only <c>serial_scpi</c>, <c>tcp_scpi</c>, <c>serial_raw</c> or <c>tcp_raw</c>; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqNotSupportedException">The daemon was built without plugins.</exception>
    public async Task<IReadOnlyList<PluginSummary>> ListPluginsAsync(string? driverType = null, CancellationToken cancellationToken = default)
    {
        var request = new ListPluginsRequest();
        if (driverType is not null)
        {
            request.DriverTypeFilter = driverType;
        }

        return (await _connection.CallAsync(Call("ListPlugins", "Listing the plugins"), options => _calls.ListPluginsAsync(request, options), cancellationToken).ConfigureAwait(false)).Plugins;
    }

    /// <summary>Asks for protocol, abilities and panel of a plugin.</summary>
    /// <param name="pluginId">The plugin.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<PluginInfo> GetPluginInfoAsync(string pluginId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetPluginInfo", $"Asking for plugin '{pluginId}'"),
        options => _calls.GetPluginInfoAsync(new GetPluginInfoRequest { PluginId = pluginId }, options), cancellationToken);

    /// <summary>Makes a device of a plugin.</summary>
    /// <param name="pluginId">The plugin.</param>
    /// <param name="address">Where the instrument is, for example <c>/dev/ttyUSB0</c> or <c>host:port</c>.</param>
    /// <param name="instanceName">A name for people; null for the daemon's.</param>
    /// <param name="mockMode">True for a device without an instrument.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The id of the instance and of the new device.</returns>
    public async Task<(string InstanceId, string DeviceId)> SpawnPluginAsync(
        string pluginId, string address, string? instanceName = null, bool mockMode = false, CancellationToken cancellationToken = default)
    {
        var call = Call("SpawnPlugin", $"Starting plugin '{pluginId}'");
        var request = new SpawnPluginRequest { PluginId = pluginId, Address = address, MockMode = mockMode };
        if (instanceName is not null)
        {
            request.InstanceName = instanceName;
        }

        var reply = await _connection.CallAsync(call, options => _calls.SpawnPluginAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (reply.InstanceId, reply.DeviceId);
    }

    /// <summary>Lists the devices made of plugins.</summary>
    /// <param name="pluginId">Only of this plugin; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<PluginInstanceSummary>> ListPluginInstancesAsync(string? pluginId = null, CancellationToken cancellationToken = default)
    {
        var request = new ListPluginInstancesRequest();
        if (pluginId is not null)
        {
            request.PluginId = pluginId;
        }

        return (await _connection.CallAsync(
            Call("ListPluginInstances", "Listing the plugin instances"), options => _calls.ListPluginInstancesAsync(request, options), cancellationToken).ConfigureAwait(false)).Instances;
    }

    /// <summary>Asks how a device of a plugin is.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<PluginInstanceStatus> GetPluginInstanceStatusAsync(string instanceId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetPluginInstanceStatus", $"Asking for plugin instance '{instanceId}'"),
        options => _calls.GetPluginInstanceStatusAsync(new GetPluginInstanceStatusRequest { InstanceId = instanceId }, options), cancellationToken);

    /// <summary>Removes a device of a plugin.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="runDisconnectSequence">True (default) to say goodbye to the instrument first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task DestroyPluginInstanceAsync(string instanceId, bool runDisconnectSequence = true, CancellationToken cancellationToken = default)
    {
        var call = Call("DestroyPluginInstance", $"Removing plugin instance '{instanceId}'");
        var request = new DestroyPluginInstanceRequest { InstanceId = instanceId, RunDisconnectSequence = runDisconnectSequence };
        var reply = await _connection.CallAsync(call, options => _calls.DestroyPluginInstanceAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    private static DaqCall Call(string method, string doing) => new($"PluginService.{method}", doing);
}
