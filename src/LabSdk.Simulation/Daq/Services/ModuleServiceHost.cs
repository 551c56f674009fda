using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Modules: types, instances and their settings.</summary>
internal sealed partial class ModuleServiceHost(DaemonState state) : ModuleService.ModuleServiceBase
{
    public override Task<ListModuleTypesResponse> ListModuleTypes(ListModuleTypesRequest request, ServerCallContext context)
    {
        var reply = new ListModuleTypesResponse();
        if (!request.HasRequiredCapability || request.RequiredCapability == "readable")
        {
            var summary = new ModuleTypeSummary
            {
                TypeId = PowerMonitor.TypeId, DisplayName = "Power Monitor", Description = "Watches a power meter, with alarms",
            };
            summary.Categories.Add("monitoring");
            reply.ModuleTypes.Add(summary);
        }

        return Task.FromResult(reply);
    }

    public override Task<ModuleTypeInfo> GetModuleTypeInfo(GetModuleTypeInfoRequest request, ServerCallContext context) =>
        request.TypeId == PowerMonitor.TypeId
            ? Task.FromResult(PowerMonitorType.Describe())
            : throw RpcErrors.NotFound($"Unknown module type: {request.TypeId}");

    public override Task<CreateModuleResponse> CreateModule(CreateModuleRequest request, ServerCallContext context)
    {
        if (request.TypeId != PowerMonitor.TypeId)
        {
            return Task.FromResult(new CreateModuleResponse { ErrorMessage = $"Unknown module type: {request.TypeId}" });
        }

        var module = state.Modules.Create(request.InstanceName);
        if (request.InitialConfig.Count > 0)
        {
            module.Configure(request.InitialConfig);
        }

        return Task.FromResult(new CreateModuleResponse { Success = true, ModuleId = module.Id });
    }

    public override Task<DeleteModuleResponse> DeleteModule(DeleteModuleRequest request, ServerCallContext context)
    {
        var error = state.Modules.Find(request.ModuleId) switch
        {
            null => Missing(request.ModuleId),
            { IsActive: true } when !request.Force => "Module is running. Stop it first or use force=true",
            var module => Delete(module),
        };
        return Task.FromResult(new DeleteModuleResponse { Success = error is null, ErrorMessage = error ?? "" });
    }

    public override Task<ListModulesResponse> ListModules(ListModulesRequest request, ServerCallContext context)
    {
        var reply = new ListModulesResponse();
        reply.Modules.AddRange(state.Modules.All.Select(module => module.Status()).Where(status =>
            (!request.HasTypeFilter || status.TypeId == request.TypeFilter)
            && (!request.HasStateFilter || status.State == request.StateFilter)));
        return Task.FromResult(reply);
    }

    public override Task<ModuleStatus> GetModuleStatus(GetModuleStatusRequest request, ServerCallContext context) =>
        Task.FromResult(Require(request.ModuleId).Status());

    public override Task<ConfigureModuleResponse> ConfigureModule(ConfigureModuleRequest request, ServerCallContext context)
    {
        var reply = new ConfigureModuleResponse();
        switch (state.Modules.Find(request.ModuleId))
        {
            case null:
                reply.ErrorMessage = Missing(request.ModuleId);
                break;
            case { IsActive: true }:
                reply.ErrorMessage = "Cannot configure a running module";
                break;
            case var module:
                reply.Warnings.AddRange(module.Configure(request.Parameters));
                reply.Success = true;
                break;
        }

        return Task.FromResult(reply);
    }

    public override Task<ModuleConfig> GetModuleConfig(GetModuleConfigRequest request, ServerCallContext context)
    {
        var module = Require(request.ModuleId);
        var config = new ModuleConfig { ModuleId = module.Id, TypeId = PowerMonitor.TypeId };
        config.Parameters.Add(module.Settings.ToTexts());
        config.Assignments.AddRange(Assignments(module));
        return Task.FromResult(config);
    }

    private static string Missing(string id) => $"Module not found: {id}";

    private string? Delete(PowerMonitor module)
    {
        module.Stop();
        state.Modules.Remove(module.Id);
        return null;
    }

    private PowerMonitor Require(string id) => state.Modules.Find(id) ?? throw RpcErrors.NotFound(Missing(id));

    private IEnumerable<DeviceAssignment> Assignments(PowerMonitor module)
    {
        if (module.Meter is { } meter)
        {
            yield return new DeviceAssignment
            {
                RoleId = PowerMonitor.Role, DeviceId = meter, DeviceName = state.Find(meter)?.Name ?? "", DeviceOnline = true,
            };
        }
    }
}
