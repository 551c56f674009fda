using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabSdk.Fleet;
using LabSdk.Text;

namespace LabSdk;

/// <summary>The place of a field in a payload: <c>telemetry.speed</c>, <c>[0].actType</c>. A step is a name or an index.</summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<object> _steps;

    private JsonPath(string text, IReadOnlyList<object> steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <exception cref="ArgumentException">The text is no path.</exception>
    public static JsonPath Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var steps = new List<object>();
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).TrimStart('.').Split('.'))
        {
            if (part.StartsWith('[') && part.EndsWith(']') && int.TryParse(part.AsSpan(1, part.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                steps.Add(index);
            }
            else if (part.Length > 0 && !part.StartsWith('['))
            {
                steps.Add(part);
            }
            else
            {
                throw new ArgumentException($"'{path}' is no path of a field. Examples: speed, telemetry.speed, [0].actType.", nameof(path));
            }
        }

        return new JsonPath(path, steps);
    }

    /// <summary>The number there.</summary>
    /// <exception cref="DeviceException">There is none.</exception>
    public double Read(GatewayPayload payload)
    {
        JsonElement? at = payload.Json;
        foreach (var step in _steps)
        {
            at = step switch
            {
                string name when at is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) => member,
                int index when at is { ValueKind: JsonValueKind.Array } json && index < json.GetArrayLength() => json[index],
                _ => null,
            };
        }

        return at?.ValueKind switch
        {
            JsonValueKind.Number => at.Value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => throw Missing(payload),
        };
    }

    /// <summary>The number there in a status; NaN when there is none.</summary>
    public double ReadOrNaN(JsonNode? root)
    {
        var at = root;
        foreach (var step in _steps)
        {
            at = (step, at) switch
            {
                (string name, JsonObject json) => json[name],
                (int index, JsonArray json) when index < json.Count => json[index],
                _ => null,
            };
        }

        return at?.GetValueKind() switch
        {
            JsonValueKind.Number => at.GetValue<JsonElement>().GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => double.NaN,
        };
    }

    /// <summary>The same payload with another number there; what is missing on the way is made. A truth value stays one.</summary>
    /// <exception cref="DeviceException">The payload has something else on the way.</exception>
    public JsonNode Write(JsonNode? root, double value, string device)
    {
        root ??= _steps[0] is string ? new JsonObject() : new JsonArray();
        var at = root;
        for (var i = 0; i < _steps.Count; i++)
        {
            var isLast = i == _steps.Count - 1;
            var old = (_steps[i], at) switch
            {
                (string name, JsonObject json) => json[name],
                (int index, JsonArray json) when index < json.Count => json[index],
                (int index, JsonArray json) when index == json.Count => null,
                _ => throw new DeviceException(FleetErrorIds.Field, $"The status of '{device}' has no place for '{Text}'.", "Set a whole status first, then its fields.") { DeviceId = device },
            };
            var next = isLast ? ValueLike(old, value) : old ?? (_steps[i + 1] is string ? new JsonObject() : new JsonArray());
            if (!ReferenceEquals(next, old))
            {
                Put(at, _steps[i], next);
            }

            at = next;
        }

        return root;
    }

    private static void Put(JsonNode parent, object step, JsonNode value)
    {
        if (step is string name)
        {
            parent.AsObject()[name] = value;
        }
        else if (parent.AsArray() is var list && list.Count == (int)step)
        {
            list.Add(value);
        }
        else
        {
            list[(int)step] = value;
        }
    }

    private static JsonValue ValueLike(JsonNode? old, double value) =>
        old?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? JsonValue.Create(value != 0)
        : double.IsInteger(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value)
        : JsonValue.Create(value);

    private DeviceException Missing(GatewayPayload payload)
    {
        var what = payload.IsCommand ? "command" : "status";
        var fields = payload.Json is { } json ? Fields(json, "").Take(50).ToArray() : [];
        return new DeviceException(
            FleetErrorIds.Field,
            $"The last {what} of '{payload.Device.Role}' has no number at '{Text}'.",
            fields.Length > 0 ? NearestNames.Hint(Text, fields, "fields") : $"The {what} is no JSON with numbers.")
        {
            DeviceId = payload.Device.Role,
        };
    }

    private static IEnumerable<string> Fields(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when path.Length > 0 => [path],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Fields(member.Value, path.Length > 0 ? $"{path}.{member.Name}" : member.Name)),
        JsonValueKind.Array => json.EnumerateArray().Index().SelectMany(entry => Fields(entry.Item, $"{path}[{entry.Index}]")),
        _ => [],
    };
}
