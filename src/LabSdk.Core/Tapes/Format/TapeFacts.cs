namespace LabSdk.Tapes;

/// <summary>Names of what is said of a link on a tape. Families have more of their own.</summary>
internal static class TapeFacts
{
    /// <summary>Set on a link that belongs to the connection of another one: the number of that.</summary>
    public const string Part = "part";

    /// <summary>Set on a link to a simulated peer.</summary>
    public const string Simulated = "simulated";
}
