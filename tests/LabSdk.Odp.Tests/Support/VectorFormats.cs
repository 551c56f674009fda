using System.Text.Json;
using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests;

/// <summary>Format tables as vectors give them.</summary>
internal static class VectorFormats
{
    public static DataFormatTable Read(JsonElement vector)
    {
        var table = new DataFormatTable("Default");
        foreach (var (id, names) in Members(vector, "formats"))
        {
            var list = new ParameterList();
            list.ParameterIdentifiers.Add(names.EnumerateArray().Select(name => name.GetString()!));
            table.Apply(new DataFormatDefinitionPacket { Identifier = id, ParameterIdentifiers = list });
        }

        foreach (var (id, name) in Members(vector, "event_formats"))
        {
            table.Apply(new DataFormatDefinitionPacket { Identifier = id, EventIdentifier = name.GetString()! });
        }

        return table;
    }

    private static IEnumerable<(ulong Id, JsonElement Value)> Members(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var members) ? members.EnumerateObject().Select(member => (ulong.Parse(member.Name), member.Value)) : [];
}
