using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Between the field values of golden cases and records: integers are numbers, byte arrays, UUIDs and texts are hex, lists are arrays.</summary>
internal static class WireValues
{
    /// <summary>The fields of a record as a golden case writes them, for a comparison.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fields">The fields of its structure in the table.</param>
    /// <param name="path">The name of the structure.</param>
    /// <param name="expected">The fields of the case; each must be there.</param>
    public static void AssertEqual(object record, JsonElement fields, string path, JsonElement expected)
    {
        var known = fields.EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        foreach (var wanted in expected.EnumerateObject())
        {
            Assert.True(known.TryGetValue(wanted.Name, out var field), $"{path}.{wanted.Name} is not in the table");
            var property = PropertyOf(record.GetType(), field, path);
            Compare(property.GetValue(record), field, $"{path}.{wanted.Name}", wanted.Value);
        }
    }

    /// <summary>A record of a type with the fields of a golden case.</summary>
    public static object Build(Type type, JsonElement fields, string path, JsonElement given)
    {
        var record = Activator.CreateInstance(type)!;
        var known = fields.EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        foreach (var value in given.EnumerateObject())
        {
            var field = known[value.Name];
            var property = PropertyOf(type, field, path);
            if (property.CanWrite)
            {
                property.SetValue(record, Convert(property.PropertyType, field, $"{path}.{value.Name}", value.Value));
            }
        }

        return record;
    }

    private static PropertyInfo PropertyOf(Type type, JsonElement field, string path)
    {
        var name = WireNames.Property($"{path}.{field.GetProperty("name").GetString()}", field.TryGetProperty("unit", out var unit) ? unit.GetString() : null);
        return type.GetProperty(name) ?? throw new Xunit.Sdk.XunitException($"{type.Name} has no {name} for {path}.{field.GetProperty("name")}");
    }

    private static void Compare(object? value, JsonElement field, string path, JsonElement expected)
    {
        switch (value)
        {
            case null:
                Assert.Fail($"{path} is null, not {expected}");
                break;
            case IEnumerable list when expected.ValueKind == JsonValueKind.Array && value is not CxlBitmap256:
                var items = list.Cast<object>().ToArray();
                Assert.Equal(expected.GetArrayLength(), items.Length);
                foreach (var (item, wanted) in items.Zip(expected.EnumerateArray()))
                {
                    if (wanted.ValueKind == JsonValueKind.Object)
                    {
                        AssertEqual(item, Nested(field, ref path), path, wanted);
                    }
                    else
                    {
                        Compare(item, field, path, wanted);
                    }
                }

                break;
            case var record when expected.ValueKind == JsonValueKind.Object:
                AssertEqual(record!, Nested(field, ref path), path, expected);
                break;
            default:
                Assert.True(Text(value, expected) == expected.ToString(), $"{path} is {Text(value, expected)}, not {expected}");
                break;
        }
    }

    /// <summary>How a golden case writes a simple value.</summary>
    public static string Text(object value, JsonElement like)
    {
        if (value.GetType().GetProperty("Value") is { } raw && value is not Enum)
        {
            value = raw.GetValue(value)!;
        }

        return value switch
        {
            Guid uuid => System.Convert.ToHexStringLower(uuid.ToByteArray(bigEndian: true)),
            ReadOnlyMemory<byte> bytes => System.Convert.ToHexStringLower(bytes.Span),
            string text => System.Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text)).PadRight(like.GetString()!.Length, '0'),
            CxlBitmap256 bitmap => Hex(bitmap),
            Enum number => ToWireNumber(System.Convert.ToUInt64(number, CultureInfo.InvariantCulture), like),
            short signed when like.ValueKind == JsonValueKind.Number && like.GetInt64() > short.MaxValue => ((ushort)signed).ToString(CultureInfo.InvariantCulture),
            IFormattable number => like.ValueKind == JsonValueKind.String ? ToWireNumber(System.Convert.ToUInt64(number, CultureInfo.InvariantCulture), like) : number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new Xunit.Sdk.XunitException($"No form for {value.GetType()}"),
        };
    }

    // 24-bit fields are hex in the cases, in the order of the wire.
    private static string ToWireNumber(ulong number, JsonElement like) => like.ValueKind == JsonValueKind.String
        ? System.Convert.ToHexStringLower(BitConverter.GetBytes(number).AsSpan(0, like.GetString()!.Length / 2))
        : number.ToString(CultureInfo.InvariantCulture);

    private static string Hex(CxlBitmap256 bitmap)
    {
        var bytes = new byte[32];
        bitmap.CopyTo(bytes);
        return System.Convert.ToHexStringLower(bytes);
    }

    private static JsonElement Nested(JsonElement field, ref string path)
    {
        if (field.TryGetProperty("struct", out var name))
        {
            path = name.GetString()!;
            return WireNames.Fields(path);
        }

        return field.GetProperty("fields");
    }

    private static object? Convert(Type type, JsonElement field, string path, JsonElement value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, value.GetArrayLength());
            var index = 0;
            foreach (var each in value.EnumerateArray())
            {
                list.SetValue(Convert(item, field, path, each), index++);
            }

            return list;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return Build(type, Nested(field, ref path), path, value);
        }

        var bytes = value.ValueKind == JsonValueKind.String ? System.Convert.FromHexString(value.GetString()!) : null;
        return type switch
        {
            _ when type == typeof(Guid) => new Guid(bytes!, bigEndian: true),
            _ when type == typeof(ReadOnlyMemory<byte>) => (ReadOnlyMemory<byte>)bytes,
            _ when type == typeof(CxlBitmap256) => new CxlBitmap256(bytes.AsSpan()),
            _ when type == typeof(string) => Encoding.Latin1.GetString(bytes!).TrimEnd('\0'),
            _ when type == typeof(short) => unchecked((short)value.GetInt64()),
            { IsEnum: true } => Enum.ToObject(type, Number(value, bytes)),
            { IsPrimitive: true } => System.Convert.ChangeType(Number(value, bytes), type, CultureInfo.InvariantCulture),
            _ => Activator.CreateInstance(type, System.Convert.ChangeType(Number(value, bytes), type.GetProperty("Value")!.PropertyType, CultureInfo.InvariantCulture)),
        };
    }

    private static ulong Number(JsonElement value, byte[]? bytes) =>
        bytes is null ? value.GetUInt64() : bytes.Select((part, at) => (ulong)part << (8 * at)).Aggregate(0UL, (sum, part) => sum | part);
}
