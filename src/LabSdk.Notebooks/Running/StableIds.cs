using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LabSdk.Notebooks;

/// <summary>Numbers the random ids in the outputs of this SDK, so that two runs of a notebook are equal.</summary>
internal static partial class StableIds
{
    public static NotebookDocument Apply(NotebookDocument document)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        string Number(Match match)
        {
            if (!numbers.TryGetValue(match.Value, out var stable))
            {
                numbers[match.Value] = stable = string.Create(CultureInfo.InvariantCulture, $"lab-{numbers.Count + 1:x12}");
            }

            return stable;
        }

        return document with
        {
            Cells = [.. document.Cells.Select(cell => cell with { Outputs = [.. cell.Outputs.Select(output => Apply(output, Number))] })],
        };
    }

    private static NotebookOutput Apply(NotebookOutput output, MatchEvaluator number)
    {
        if (output is not DataOutput data)
        {
            return output;
        }

        var members = data.Data.Select(pair => KeyValuePair.Create(
            pair.Key,
            pair.Value is JsonValue value && value.TryGetValue<string>(out var text) ? RandomId().Replace(text, number) : pair.Value?.DeepClone()));
        return data with { Data = new JsonObject(members) };
    }

    [GeneratedRegex("lab-[0-9a-f]{12}(?![0-9a-f])")]
    private static partial Regex RandomId();
}
