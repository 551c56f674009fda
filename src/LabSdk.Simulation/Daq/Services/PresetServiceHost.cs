using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Presets.</summary>
internal sealed class PresetServiceHost(DaemonState state) : PresetService.PresetServiceBase
{
    public override Task<ListPresetsResponse> ListPresets(ListPresetsRequest request, ServerCallContext context)
    {
        var reply = new ListPresetsResponse();
        reply.Presets.AddRange(state.Presets.All.Select(preset => preset.Meta));
        return Task.FromResult(reply);
    }

    public override Task<SavePresetResponse> SavePreset(SavePresetRequest request, ServerCallContext context)
    {
        var preset = request.Preset ?? throw RpcErrors.InvalidArgument("preset is required");
        var id = preset.Meta?.PresetId ?? "";
        if (id.Length == 0)
        {
            throw RpcErrors.InvalidArgument("preset_id is required");
        }

        if (!PresetStore.IsValidId(id))
        {
            throw RpcErrors.InvalidArgument("preset_id must contain only letters, digits, '_' and '-'");
        }

        return Task.FromResult(state.Presets.Save(preset, request.Overwrite)
            ? new SavePresetResponse { Saved = true, Message = $"Preset '{id}' saved" }
            : new SavePresetResponse { Message = $"Preset '{id}' already exists (use overwrite)" });
    }

    public override async Task<LoadPresetResponse> LoadPreset(LoadPresetRequest request, ServerCallContext context) => new()
    {
        // True even when some settings were refused: the message says which.
        Applied = true,
        Message = await state.Presets.ApplyAsync(Preset(request.PresetId), context.CancellationToken).ConfigureAwait(false),
    };

    public override Task<DeletePresetResponse> DeletePreset(DeletePresetRequest request, ServerCallContext context) =>
        state.Presets.Remove(request.PresetId)
            ? Task.FromResult(new DeletePresetResponse { Deleted = true, Message = $"Preset '{request.PresetId}' deleted" })
            : throw Missing(request.PresetId);

    public override Task<Preset> GetPreset(GetPresetRequest request, ServerCallContext context) =>
        Task.FromResult(Preset(request.PresetId));

    private static RpcException Missing(string id) => RpcErrors.NotFound($"Preset '{id}' not found");

    private Preset Preset(string id) => state.Presets.Find(id) ?? throw Missing(id);
}
