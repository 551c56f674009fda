using System.Globalization;
using System.Text.Json;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Presets in memory, and how they are applied.</summary>
internal sealed class PresetStore(DaemonState state)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Preset> _presets = new(StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Preset> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _presets.Values.OrderByDescending(preset => preset.Meta.UpdatedAtNs)];
            }
        }
    }

    public static bool IsValidId(string id) => id.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    public Preset? Find(string id)
    {
        lock (_gate)
        {
            return _presets.GetValueOrDefault(id)?.Clone();
        }
    }

    public bool Remove(string id)
    {
        lock (_gate)
        {
            return _presets.Remove(id);
        }
    }

    /// <summary>Stores a preset; false when it exists and may not be overwritten.</summary>
    public bool Save(Preset preset, bool overwrite)
    {
        var stored = preset.Clone();
        foreach (var (device, text) in preset.DeviceConfigsJson)
        {
            // The daemon drops what is no JSON without a word.
            if (!JsonTexts.TryParse(text, out _))
            {
                stored.DeviceConfigsJson.Remove(device);
            }
        }

        lock (_gate)
        {
            if (_presets.ContainsKey(stored.Meta.PresetId) && !overwrite)
            {
                return false;
            }

            stored.Meta.UpdatedAtNs = state.Time.Nanoseconds();
            stored.Meta.CreatedAtNs = stored.Meta.CreatedAtNs == 0 ? stored.Meta.UpdatedAtNs : stored.Meta.CreatedAtNs;
            _presets[stored.Meta.PresetId] = stored;
            return true;
        }
    }

    /// <summary>Applies a preset as far as possible and returns the daemon's message.</summary>
    public async Task<string> ApplyAsync(Preset preset, CancellationToken cancellationToken)
    {
        var applied = 0;
        var errors = new List<string>();
        foreach (var (id, text) in preset.DeviceConfigsJson)
        {
            if (state.Find(id) is not { } device)
            {
                errors.Add($"{id}: Device not found");
                continue;
            }

            var before = errors.Count;
            if (JsonTexts.TryParse(text, out var config) && config.ValueKind == JsonValueKind.Object)
            {
                foreach (var setting in config.EnumerateObject())
                {
                    await ApplyAsync(device, setting, errors, cancellationToken).ConfigureAwait(false);
                }
            }

            applied += errors.Count == before ? 1 : 0;
        }

        return errors.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Applied {applied} device configurations")
            : string.Create(CultureInfo.InvariantCulture, $"Applied {applied} configurations with {errors.Count} errors: {string.Join("; ", errors)}");
    }

    private async Task ApplyAsync(
        SimulatedDevice device, JsonProperty setting, List<string> errors, CancellationToken cancellationToken)
    {
        try
        {
            var isNumber = setting.Value.ValueKind == JsonValueKind.Number;
            switch (setting.Name)
            {
                case "position" when isNumber && device is IMovableDriver movable:
                    await movable.MoveAbsoluteAsync(setting.Value.GetDouble(), cancellationToken).ConfigureAwait(false);
                    await movable.WaitSettledAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case "exposure_ms" when isNumber && device is IExposureDriver exposure:
                    var divisor = state.Quirks.PresetExposureInSeconds ? 1 : 1000;
                    exposure.ExposureSeconds = setting.Value.GetDouble() / divisor;
                    break;
                default:
                    device.FindParameter(setting.Name)?.SetJson(setting.Value);
                    break;
            }
        }
        catch (DriverFault fault)
        {
            errors.Add($"{device.Id}: {fault.Message}");
        }
    }
}
