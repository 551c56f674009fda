using System.Globalization;

namespace LabSdk;

/// <summary>Numbers of points in words, also where nobody knows how many there will be.</summary>
internal static class ScanWords
{
    /// <summary>For example <c>5 of 11</c>, or <c>5</c>.</summary>
    public static string Count(long done, long? total) => total is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{done} of {known}")
        : done.ToString(CultureInfo.InvariantCulture);

    /// <summary>For example <c>5 of 11 points</c>, or <c>5 points</c>.</summary>
    public static string Points(long done, long? total) => total is null && done == 1 ? "1 point" : $"{Count(done, total)} points";
}
