namespace LabSdk.Data;

/// <summary>Describes a column: its name and what a reader needs to know besides the values. Immutable.</summary>
/// <param name="Name">The name; not empty, unique in its frame (ordinal, case counts).</param>
public sealed record ColumnInfo(string Name)
{
    /// <summary>The unit of the values, such as <c>mm</c>; null when there is none or it is not known.</summary>
    public string? Unit { get; init; }

    /// <summary>What the column means. Defaults to <see cref="ColumnRole.Other"/>.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>The id of the device that gave the values; null when it did not come from a device.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// For array columns the dimensions of each element, slowest first, such as height and width of an image;
    /// null for scalar columns and for arrays of one dimension or of varying length.
    /// </summary>
    public IReadOnlyList<int>? Shape { get; init; }

    /// <summary>The name with the unit, such as <c>position (mm)</c>.</summary>
    public string Title => string.IsNullOrEmpty(Unit) ? Name : $"{Name} ({Unit})";
}
