using System.Globalization;
using System.Text.Json;

namespace LabSdk.Data;

/// <summary>JSON arrays of numbers.</summary>
internal static class JsonArrays
{
    /// <summary>Numbers alone, or with the words for NaN and infinities; whole ones as long.</summary>
    public static bool TryRead(JsonElement value, out Array array)
    {
        var items = new double[value.GetArrayLength()];
        var whole = new long[items.Length];
        var allWhole = items.Length > 0;
        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Number)
            {
                items[i] = item.GetDouble();
                allWhole = allWhole && IsWhole(item) && item.TryGetInt64(out whole[i]);
            }
            else if (item.ValueKind == JsonValueKind.String && CellParser.TryReal(item.GetString(), out var real) && !double.IsFinite(real))
            {
                items[i] = real;
                allWhole = false;
            }
            else
            {
                array = items;
                return false;
            }

            i++;
        }

        array = allWhole ? whole : items;
        return true;
    }

    public static bool IsWhole(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    public static bool TryConvert(Array array, Type type, out DataValue value)
    {
        if (array.GetType() == type)
        {
            value = new DataValue(array);
            return true;
        }

        value = default;
        var item = type.GetElementType()!;
        var result = Array.CreateInstance(item, array.Length);
        try
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (array.GetValue(i) is double && item != typeof(double) && item != typeof(float))
                {
                    return false;
                }

                result.SetValue(Convert.ChangeType(array.GetValue(i), item, CultureInfo.InvariantCulture), i);
            }
        }
        catch (OverflowException)
        {
            return false;
        }

        value = new DataValue(result);
        return true;
    }
}
