namespace LabSdk.Odp;

/// <summary>
/// Which packets a filtered reading delivers. The texts are .NET regular expressions, not anchored. An empty include list
/// takes everything, an empty exclude list leaves nothing out, and exclude wins. One wanted parameter delivers its whole packet.
/// </summary>
public sealed record OdpPacketFilter
{
    /// <summary>Parameters to deliver; default all.</summary>
    public IReadOnlyList<string> IncludeParameters { get; init; } = [];

    /// <summary>Parameters to leave out; default none.</summary>
    public IReadOnlyList<string> ExcludeParameters { get; init; } = [];

    /// <summary>Events to deliver; default all.</summary>
    public IReadOnlyList<string> IncludeEvents { get; init; } = [];

    /// <summary>Events to leave out; default none.</summary>
    public IReadOnlyList<string> ExcludeEvents { get; init; } = [];

    /// <summary>Deliver markers; default false.</summary>
    public bool IncludeMarkers { get; init; }
}
