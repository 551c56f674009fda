using System.Text.Json;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A place on earth (WGS84).</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Altitude">Metres.</param>
public sealed record GeoPosition(double Latitude, double Longitude, double Altitude)
{
    internal static GeoPosition? Read(JsonElement? json) =>
        PayloadJson.Number(PayloadJson.Member(json, "latitude")) is { } latitude && PayloadJson.Number(PayloadJson.Member(json, "longitude")) is { } longitude
            ? new GeoPosition(latitude, longitude, PayloadJson.Number(PayloadJson.Member(json, "altitude")) ?? 0)
            : null;

    internal object ToJson() => new { latitude = Latitude, longitude = Longitude, altitude = Altitude };
}
