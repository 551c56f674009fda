namespace LabSdk.Cxl;

/// <summary>What the MCTP services of this computer list.</summary>
/// <param name="Endpoints">Endpoints that take CXL commands, by network and endpoint id.</param>
/// <param name="Others">Endpoints of other kinds.</param>
/// <param name="Broken">Objects that say they are endpoints, and what is wrong with them.</param>
/// <param name="Services">The services that answered.</param>
public sealed record CxlMctpListing(
    IReadOnlyList<CxlMctpInfo> Endpoints, IReadOnlyList<CxlMctpInfo> Others, IReadOnlyList<string> Broken, IReadOnlyList<string> Services);
