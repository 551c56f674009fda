using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LabSdk.Notebooks;

/// <summary>
/// Finds the data of a plot in the script that this SDK puts beside its drawing. Only the data, which must be JSON, is taken;
/// the script itself never goes into a page.
/// </summary>
internal static partial class FigureScripts
{
    /// <summary>The id of the drawing and the figure; null when the script is not one of ours.</summary>
    public static (string Id, JsonObject Figure)? TryRead(string script)
    {
        var id = DrawingId().Match(script);
        var data = script.IndexOf("var f={", StringComparison.Ordinal);
        if (!id.Success || data < 0)
        {
            return null;
        }

        try
        {
            return JsonText.ParsePrefix(script, data + "var f=".Length) is JsonObject figure ? (id.Groups[1].Value, figure) : null;
        }
        catch (NotebookFormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"getElementById\(""(lab-[0-9a-f]{12}-f[0-9]{1,6})""\)")]
    private static partial Regex DrawingId();
}
