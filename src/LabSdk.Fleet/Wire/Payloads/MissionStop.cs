using System.Text.Json;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A stop of a mission.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">Where it is; null when it was not told.</param>
public sealed record MissionStop(string Name, GeoPosition? Position)
{
    internal static MissionStop? Read(JsonElement? json) => json is not { } given ? null
        : PayloadJson.Text(given) is { } name ? new MissionStop(name, null)
        : PayloadJson.Text(PayloadJson.Member(given, "name")) is { } named ? new MissionStop(named, GeoPosition.Read(PayloadJson.Member(given, "position")))
        : null;

    internal object ToJson() => Position is null ? new { name = Name } : new { name = Name, position = Position.ToJson() };
}
