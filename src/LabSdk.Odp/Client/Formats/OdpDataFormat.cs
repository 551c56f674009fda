namespace LabSdk.Odp;

/// <summary>What a format id stands for: an ordered list of parameters, or one event.</summary>
/// <param name="DataSource">The data source that the id belongs to.</param>
/// <param name="Id">The id.</param>
/// <param name="Parameters">The parameters in order; empty for an event.</param>
/// <param name="Event">The event; null for a list of parameters.</param>
public sealed record OdpDataFormat(string DataSource, ulong Id, IReadOnlyList<string> Parameters, string? Event);
