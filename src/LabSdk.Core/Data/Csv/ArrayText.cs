using System.Globalization;

namespace LabSdk.Data;

/// <summary>Arrays inside a text cell: <c>[1.0, 2.5]</c>.</summary>
internal static class ArrayText
{
    public static string Write(Array array) => $"[{string.Join(", ", array.Cast<object>().Select(Item))}]";

    /// <summary>Reads an array of the given type; false when the text is none.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Type type, out DataValue value)
    {
        value = default;
        text = text.Trim();
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']')
        {
            return false;
        }

        var inner = text[1..^1].Trim();
        var item = type.GetElementType()!;
        var result = Array.CreateInstance(item, inner.IsEmpty ? 0 : inner.Count(',') + 1);
        var index = 0;
        foreach (var range in inner.Split(','))
        {
            if (result.Length == 0)
            {
                break;
            }

            if (!TryItem(inner[range].Trim(), item, out var number))
            {
                return false;
            }

            result.SetValue(number, index++);
        }

        value = new DataValue(result);
        return true;
    }

    private static bool TryItem(ReadOnlySpan<char> text, Type type, out object number)
    {
        number = 0;
        if (type == typeof(double) || type == typeof(float))
        {
            var isReal = CellParser.TryParse(text, Element.KindOf(type), out var real);
            number = isReal ? real.ToObject()! : number;
            return isReal;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return false;
        }

        try
        {
            number = Convert.ChangeType(whole, type, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static string Item(object item) => item switch
    {
        double v => NumberText.ToText(v),
        float v => float.IsFinite(v) ? v.ToString(CultureInfo.InvariantCulture) : NumberText.ToText(v),
        _ => ((IFormattable)item).ToString(null, CultureInfo.InvariantCulture),
    };
}
