using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>What a stored preset says about itself.</summary>
/// <param name="Id">Its id: letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="Name">Its name for people.</param>
public sealed record DaqPresetInfo(string Id, string Name)
{
    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Author { get; init; } = "";

    /// <summary>When it was made, UTC; null lets the daemon set it.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last saved, UTC; set by the daemon.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The version of its layout.</summary>
    public int SchemaVersion { get; init; } = 1;

    internal static DaqPresetInfo From(PresetMetadata meta) => new(meta.PresetId, meta.Name)
    {
        Description = meta.Description,
        Author = meta.Author,
        Created = DaqTime.FromNanosecondsOrNone(meta.CreatedAtNs),
        Updated = DaqTime.FromNanosecondsOrNone(meta.UpdatedAtNs),
        SchemaVersion = (int)Math.Min(meta.SchemaVersion, int.MaxValue),
    };

    internal PresetMetadata ToWire() => new()
    {
        PresetId = Id,
        Name = Name,
        Description = Description,
        Author = Author,
        CreatedAtNs = Created is { } created ? DaqTime.ToNanoseconds(created) : 0,
        SchemaVersion = (uint)SchemaVersion,
    };
}

/// <summary>A stored preset.</summary>
/// <param name="Info">What it says about itself.</param>
/// <param name="DeviceSettings">
/// For each device a JSON object: <c>position</c> moves, <c>exposure_ms</c> sets the exposure, every other key sets the
/// parameter of that name.
/// </param>
/// <param name="ScanTemplateJson">A scan as JSON text; may be empty.</param>
public sealed record DaqPreset(DaqPresetInfo Info, IReadOnlyDictionary<string, string> DeviceSettings, string ScanTemplateJson = "");
