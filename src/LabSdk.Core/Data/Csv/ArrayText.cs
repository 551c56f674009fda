using System.Globalization;

namespace LabSdk.Data;

/// <summary>Arrays inside a text cell: <c>[1.0, 2.5]</c>.</summary>
internal static class ArrayText
{
    public static string Write(Array array) => $"[{string.Join(", ", array.Cast<object>().Select(Item))}]";

    private static string Item(object item) => item switch
    {
        double v => NumberText.ToText(v),
        float v => float.IsFinite(v) ? v.ToString(CultureInfo.InvariantCulture) : NumberText.ToText(v),
        _ => ((IFormattable)item).ToString(null, CultureInfo.InvariantCulture),
    };
}
