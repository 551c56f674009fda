namespace LabSdk.Odp;

/// <summary>Which generation of the platform a broker serves. The two do not see each other's topics.</summary>
public enum OdpGeneration
{
    /// <summary>2.1 and later, from January 2026: <c>Data.Default</c>, <c>Essential.Default</c>, <c>Sys.SessionInfo</c>.</summary>
    V21,

    /// <summary>1.3, until the end of 2025: <c>Default</c>, <c>Default_essential</c>, <c>SessionInfo</c>.</summary>
    Legacy,
}
