using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>ModuleService: small programs inside the daemon, such as <c>power_monitor</c>, that watch devices and raise events.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class DaqModules
{
    private const int ItemsKept = 10_000;

    private readonly DaqConnection _connection;
    private readonly ModuleService.ModuleServiceClient _calls;
    private readonly ModuleService.ModuleServiceClient _streams;
    private readonly SharedStreams<ModuleEvent> _events;
    private readonly SharedStreams<ModuleDataPoint> _data;

    internal DaqModules(DaqConnection connection)
    {
        _connection = connection;
        _calls = new ModuleService.ModuleServiceClient(connection.Calls);
        _streams = new ModuleService.ModuleServiceClient(connection.Streams);
        _events = new SharedStreams<ModuleEvent>(connection, ItemsKept);
        _data = new SharedStreams<ModuleDataPoint>(connection, ItemsKept);
    }

    /// <summary>Lists the types of modules.</summary>
    /// <param name="requiredCapability">Only types that need this capability; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ModuleTypeSummary>> ListModuleTypesAsync(string? requiredCapability = null, CancellationToken cancellationToken = default)
    {
        var request = new ListModuleTypesRequest();
        if (requiredCapability is not null)
        {
            request.RequiredCapability = requiredCapability;
        }

        return (await _connection.CallAsync(
            Call("ListModuleTypes", "Listing the module types"), options => _calls.ListModuleTypesAsync(request, options), cancellationToken).ConfigureAwait(false)).ModuleTypes;
    }

    /// <summary>Asks for roles, parameters, events and data of a type.</summary>
    /// <param name="typeId">The type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such type.</exception>
    public Task<ModuleTypeInfo> GetModuleTypeInfoAsync(string typeId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetModuleTypeInfo", $"Asking for module type '{typeId}'"),
        options => _calls.GetModuleTypeInfoAsync(new GetModuleTypeInfoRequest { TypeId = typeId }, options), cancellationToken);

    /// <summary>Creates a module.</summary>
    /// <param name="typeId">The type.</param>
    /// <param name="instanceName">A name for people.</param>
    /// <param name="initialConfig">Values of its parameters; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The id of the module.</returns>
    public async Task<string> CreateModuleAsync(
        string typeId, string instanceName, IReadOnlyDictionary<string, string>? initialConfig = null, CancellationToken cancellationToken = default)
    {
        var call = Call("CreateModule", $"Creating module '{instanceName}'");
        var request = new CreateModuleRequest { TypeId = typeId, InstanceName = instanceName };
        request.InitialConfig.Add(Maps.Copy(initialConfig));
        var reply = await _connection.CallAsync(call, options => _calls.CreateModuleAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ModuleId;
    }

    /// <summary>Deletes a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="force">True to delete it although it runs.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task DeleteModuleAsync(string moduleId, bool force = false, CancellationToken cancellationToken = default)
    {
        var call = Call("DeleteModule", $"Deleting module '{moduleId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.DeleteModuleAsync(new DeleteModuleRequest { ModuleId = moduleId, Force = force }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Lists the modules.</summary>
    /// <param name="typeId">Only of this type; null for all.</param>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ModuleStatus>> ListModulesAsync(string? typeId = null, ModuleState? state = null, CancellationToken cancellationToken = default)
    {
        var request = new ListModulesRequest();
        if (typeId is not null)
        {
            request.TypeFilter = typeId;
        }

        if (state is { } given)
        {
            request.StateFilter = given;
        }

        return (await _connection.CallAsync(Call("ListModules", "Listing the modules"), options => _calls.ListModulesAsync(request, options), cancellationToken).ConfigureAwait(false)).Modules;
    }

    /// <summary>Asks how a module is.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ModuleStatus> GetModuleStatusAsync(string moduleId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetModuleStatus", $"Asking for module '{moduleId}'"),
        options => _calls.GetModuleStatusAsync(new GetModuleStatusRequest { ModuleId = moduleId }, options), cancellationToken);

    /// <summary>Sets parameters of a module that does not run.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="parameters">The values.</param>
    /// <param name="partial">True to leave the other parameters as they are.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Warnings, for example that a value was clamped to its range: show them to the user.</returns>
    public async Task<IReadOnlyList<string>> ConfigureModuleAsync(
        string moduleId, IReadOnlyDictionary<string, string> parameters, bool partial = true, CancellationToken cancellationToken = default)
    {
        var call = Call("ConfigureModule", $"Configuring module '{moduleId}'");
        var request = new ConfigureModuleRequest { ModuleId = moduleId, Partial = partial };
        request.Parameters.Add(Maps.Copy(parameters));
        var reply = await _connection.CallAsync(call, options => _calls.ConfigureModuleAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.Warnings;
    }

    /// <summary>Reads parameters and devices of a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ModuleConfig> GetModuleConfigAsync(string moduleId, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetModuleConfig", $"Reading the configuration of module '{moduleId}'"),
        options => _calls.GetModuleConfigAsync(new GetModuleConfigRequest { ModuleId = moduleId }, options), cancellationToken);

    private static DaqCall Call(string method, string doing) => new($"ModuleService.{method}", doing);
}
