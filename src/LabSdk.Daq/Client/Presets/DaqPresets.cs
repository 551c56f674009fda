using System.Text.Json;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>PresetService: device settings stored on the daemon.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqPresets
{
    private const string ExposureKey = "exposure_ms";

    private readonly DaqConnection _connection;
    private readonly DaqHardware _hardware;
    private readonly PresetService.PresetServiceClient _calls;

    internal DaqPresets(DaqConnection connection, DaqHardware hardware)
    {
        _connection = connection;
        _hardware = hardware;
        _calls = new PresetService.PresetServiceClient(connection.Calls);
    }

    /// <summary>Lists the presets, last saved first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<DaqPresetInfo>> ListPresetsAsync(CancellationToken cancellationToken = default)
    {
        var reply = await _connection.CallAsync(
            Call("ListPresets", "Listing the presets"), options => _calls.ListPresetsAsync(new ListPresetsRequest(), options), cancellationToken).ConfigureAwait(false);
        return [.. reply.Presets.Select(DaqPresetInfo.From)];
    }

    /// <summary>Reads a preset.</summary>
    /// <param name="presetId">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such preset.</exception>
    public async Task<DaqPreset> GetPresetAsync(string presetId, CancellationToken cancellationToken = default)
    {
        var preset = await _connection.CallAsync(
            Call("GetPreset", $"Reading preset '{presetId}'"),
            options => _calls.GetPresetAsync(new GetPresetRequest { PresetId = presetId }, options), cancellationToken).ConfigureAwait(false);
        return new DaqPreset(
            DaqPresetInfo.From(preset.Meta ?? new PresetMetadata { PresetId = presetId }), new Dictionary<string, string>(preset.DeviceConfigsJson), preset.ScanTemplateJson);
    }

    /// <summary>Stores a preset.</summary>
    /// <param name="preset">The preset. Its settings must be JSON: the daemon drops others without a word, so they are refused here.</param>
    /// <param name="overwrite">True to replace one of the same id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is one of this id already.</exception>
    /// <exception cref="LabConfigurationException">The id or a setting is not acceptable.</exception>
    public async Task SavePresetAsync(DaqPreset preset, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preset);
        var call = Call("SavePreset", $"Saving preset '{preset.Info.Id}'");
        var wire = new Preset { Meta = preset.Info.ToWire(), ScanTemplateJson = preset.ScanTemplateJson };
        foreach (var (device, json) in preset.DeviceSettings)
        {
            wire.DeviceConfigsJson[device] = IsJson(json)
                ? json
                : throw new LabConfigurationException(
                    DaqErrorIds.InvalidArgument, $"The settings of '{device}' in preset '{preset.Info.Id}' are not JSON; the daemon would drop them without a word.", "Write them as a JSON object.");
        }

        var reply = await _connection.CallAsync(
            call, options => _calls.SavePresetAsync(new SavePresetRequest { Preset = wire, Overwrite = overwrite }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Saved, reply.Message, call);
    }

    /// <summary>
    /// Applies a preset: moves, exposures, parameters. Look at <see cref="DaqPresetResult.IsComplete"/>. Exposures are set a
    /// second time here, because the daemon takes their milliseconds for seconds.
    /// </summary>
    /// <param name="presetId">Its id.</param>
    /// <param name="correctExposures">False leaves exposures as the daemon set them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such preset, or its file is damaged.</exception>
    public async Task<DaqPresetResult> LoadPresetAsync(string presetId, bool correctExposures = true, CancellationToken cancellationToken = default)
    {
        var call = Call("LoadPreset", $"Applying preset '{presetId}'");
        var exposures = correctExposures
            ? Exposures(await GetPresetAsync(presetId, cancellationToken).ConfigureAwait(false))
            : [];
        var reply = await _connection.CallAsync(
            call, options => _calls.LoadPresetAsync(new LoadPresetRequest { PresetId = presetId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Applied, reply.Message, call);
        foreach (var (device, exposure) in exposures)
        {
            await _hardware.SetExposureAsync(device, exposure, cancellationToken).ConfigureAwait(false);
        }

        return DaqPresetResult.Parse(reply.Message) with { CorrectedExposures = exposures };
    }

    /// <summary>Deletes a preset.</summary>
    /// <param name="presetId">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such preset.</exception>
    public async Task DeletePresetAsync(string presetId, CancellationToken cancellationToken = default)
    {
        var call = Call("DeletePreset", $"Deleting preset '{presetId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.DeletePresetAsync(new DeletePresetRequest { PresetId = presetId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Deleted, reply.Message, call);
    }

    private static DaqCall Call(string method, string doing) => new($"PresetService.{method}", doing);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Dictionary<string, TimeSpan> Exposures(DaqPreset preset)
    {
        var exposures = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var (device, json) in preset.DeviceSettings.Where(pair => IsJson(pair.Value)))
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(ExposureKey, out var value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetDouble(out var milliseconds) && DaqUnits.Exposure(milliseconds) is { } exposure)
            {
                exposures[device] = exposure;
            }
        }

        return exposures;
    }
}
