namespace LabSdk;

/// <summary>What a live feed reads.</summary>
/// <param name="DataSource">The data source.</param>
/// <param name="SessionKey">This session from its begin; null for every live one from now on.</param>
internal sealed record LiveFeedKey(string DataSource, string? SessionKey);
