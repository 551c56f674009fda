using System.Globalization;
using System.Text.RegularExpressions;

namespace LabSdk.Daq;

/// <summary>How far a preset was applied. The daemon says "applied" even with errors; the truth is in its message.</summary>
/// <param name="Applied">Device settings that were applied.</param>
/// <param name="Errors">Settings that failed.</param>
/// <param name="Message">The daemon's words.</param>
public sealed partial record DaqPresetResult(int Applied, int Errors, string Message)
{
    /// <summary>True when everything was applied.</summary>
    public bool IsComplete => Errors == 0;

    /// <summary>Exposures that were set again because the daemon takes the milliseconds of a preset for seconds.</summary>
    public IReadOnlyDictionary<string, TimeSpan> CorrectedExposures { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Reads the daemon's message; a message of another form counts as one error, so that nothing is overlooked.</summary>
    internal static DaqPresetResult Parse(string message)
    {
        var match = Form().Match(message);
        return match.Success
            ? new DaqPresetResult(Number(match.Groups["applied"]), match.Groups["errors"].Success ? Number(match.Groups["errors"]) : 0, message)
            : new DaqPresetResult(0, 1, message);
    }

    private static int Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    [GeneratedRegex("^Applied (?<applied>[0-9]+) (device )?configurations( with (?<errors>[0-9]+) errors)?", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
