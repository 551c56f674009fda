using LabSdk.Odp.Filtering;

namespace LabSdk;

/// <summary>How users name signals: <c>vCar:Chassis</c>, <c>vCar</c>, <c>vCar:*</c>.</summary>
internal static class SignalNames
{
    /// <summary>True when a name or pattern means a signal. Case counts.</summary>
    public static bool Matches(string pattern, string identifier) =>
        WildcardPattern.IsMatch(pattern, identifier, questionMark: false)
        || (!pattern.Contains(':', StringComparison.Ordinal) && identifier.StartsWith(pattern, StringComparison.Ordinal)
            && identifier.Length > pattern.Length && identifier[pattern.Length] == ':');

    /// <summary>True when it may mean more than one.</summary>
    public static bool IsPattern(string name) => name.Contains('*', StringComparison.Ordinal);
}
