using System.Text.Json;

namespace LabSdk.Daq.Tests.Protos;

/// <summary>JSON equality by value: member order is free, 10 and 10.0 are the same number.</summary>
internal static class JsonEquality
{
    public static bool Same(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => SameObjects(left, right),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().Equals(right.GetDouble()),
        (JsonValueKind.String, JsonValueKind.String) => left.GetString() == right.GetString(),
        _ => left.ValueKind == right.ValueKind,
    };

    private static bool SameObjects(JsonElement left, JsonElement right)
    {
        var members = right.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        return left.EnumerateObject().All(member => members.Remove(member.Name, out var other) && Same(member.Value, other))
            && members.Count == 0;
    }
}
