namespace LabSdk.Data;

/// <summary>One group of rows with equal keys.</summary>
/// <param name="Key">A row of the group: read the keys from it, such as <c>group.Key["sample"]</c>.</param>
/// <param name="Frame">The rows of the group, in their order.</param>
public sealed record DataGroup(DataRow Key, DataFrame Frame);
