using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>
/// Payloads made from the table alone, field by field at the offsets it gives, with values by chance: what the generated code
/// must write and read. In the form of the golden cases.
/// </summary>
internal sealed class WireLayout(Random random)
{
    /// <summary>Fields with values, and their bytes; reserved ones are 0.</summary>
    public (JsonObject Fields, byte[] Payload) Make(string structure, bool withOptional)
    {
        var fields = WireNames.Fields(structure).EnumerateArray().ToArray();
        var size = fields.Where(field => !IsList(field)).Sum(field => field.GetProperty("size").GetInt32());
        return Make(fields, size, withOptional);
    }

    private static bool IsList(JsonElement field) => field.TryGetProperty("count_rule", out _);

    private (JsonObject Fields, byte[] Payload) Make(JsonElement[] fields, int fixedSize, bool withOptional)
    {
        var values = new JsonObject();
        var payload = new List<byte>(new byte[fields.Any(field => field.TryGetProperty("variable_length", out _)) ? 0 : fixedSize]);
        var counts = fields.Where(IsList).ToDictionary(field => field.GetProperty("count_rule").GetString()!, _ => random.Next(4));
        foreach (var field in fields)
        {
            var name = field.GetProperty("name").GetString()!;
            if (!withOptional && field.TryGetProperty("optional", out _))
            {
                payload.RemoveRange(payload.Count - field.GetProperty("size").GetInt32(), field.GetProperty("size").GetInt32());
            }
            else if (IsList(field))
            {
                var (value, bytes) = List(field, Length(field, counts, values));
                values[name] = value;
                payload.AddRange(bytes);
            }
            else
            {
                var (value, bytes) = field.TryGetProperty("reserved", out _) ? (null, new byte[field.GetProperty("size").GetInt32()])
                    : counts.TryGetValue(name, out var count) ? Number(field, (ulong)count)
                    : Value(field);
                Put(payload, field, bytes);
                if (value is not null)
                {
                    values[name] = value;
                }
            }
        }

        return (values, [.. payload]);
    }

    // A field after entries of a number that varies comes right behind them; all others are at their offset.
    private static void Put(List<byte> payload, JsonElement field, byte[] bytes)
    {
        var offset = field.TryGetProperty("offset_rule", out _) ? payload.Count : field.GetProperty("offset").GetInt32();
        payload.AddRange(new byte[Math.Max(0, offset + bytes.Length - payload.Count)]);
        for (var i = 0; i < bytes.Length; i++)
        {
            payload[offset + i] = bytes[i];
        }
    }

    private static int Length(JsonElement field, Dictionary<string, int> counts, JsonObject values) => field.GetProperty("count_rule").GetString() switch
    {
        "transaction_len if write else 0" => Convert.FromHexString(values["field_1"]!.GetValue<string>())[2] >= 0x80 ? (int)values["transaction_len"]!.GetValue<ulong>() : 0,
        "return_size if read else 0" => (int)values["return_size"]!.GetValue<ulong>(),
        "min(request.vppb_list_limit, num_vppbs)" => (int)values["num_vppbs"]!.GetValue<ulong>(),
        var rule => counts[rule!],
    };

    private (JsonNode Value, byte[] Bytes) List(JsonElement field, int count)
    {
        if (field.GetProperty("type").GetString() == "u8")
        {
            var bytes = Bytes(count);
            return (Convert.ToHexStringLower(bytes), bytes);
        }

        var (list, all) = (new JsonArray(), new List<byte>());
        for (var i = 0; i < count; i++)
        {
            var (value, bytes) = field.GetProperty("type").GetString() == "u16" ? Number(2, (ulong)random.Next(65536)) : Nested(field);
            list.Add(value);
            all.AddRange(bytes);
        }

        return (list, [.. all]);
    }

    private (JsonNode Value, byte[] Bytes) Nested(JsonElement field)
    {
        var (fields, size) = field.TryGetProperty("struct", out var name)
            ? (WireNames.Fields(name.GetString()!), WireNames.Table.GetProperty("structs").GetProperty(name.GetString()!).GetProperty("size").GetInt32())
            : (field.GetProperty("fields"), field.GetProperty("element_size").GetInt32());
        return Make([.. fields.EnumerateArray()], size, withOptional: true);
    }

    private (JsonNode Value, byte[] Bytes) Value(JsonElement field)
    {
        var size = field.GetProperty("size").GetInt32();
        var name = field.GetProperty("name").GetString();
        if (field.GetProperty("type").GetString() == "struct")
        {
            return Nested(field);
        }

        // Few enough that a list of them stays small.
        if (name is "transaction_len" or "return_size" or "num_vppbs")
        {
            return Number(field, (ulong)random.Next(5));
        }

        var bytes = Bytes(size);
        if (field.GetProperty("type").GetString() == "ascii")
        {
            bytes = [.. bytes.Select(each => (byte)(0x20 + (each & 0x3F)))];
        }

        return field.TryGetProperty("count", out _) || size == 3
            ? (Convert.ToHexStringLower(bytes), bytes)
            : Number(size, bytes.Reverse().Aggregate(0UL, (sum, each) => (sum << 8) | each));
    }

    private static (JsonNode Value, byte[] Bytes) Number(JsonElement field, ulong value) => Number(field.GetProperty("size").GetInt32(), value);

    private static (JsonNode Value, byte[] Bytes) Number(int size, ulong value) =>
        (JsonValue.Create(value), [.. Enumerable.Range(0, size).Select(at => (byte)(value >> (8 * at)))]);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
