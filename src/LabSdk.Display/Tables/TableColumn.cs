namespace LabSdk.Display;

/// <summary>The head of a table column.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Unit">Unit of all values, shown in the header; null when there is none.</param>
/// <param name="Align">Alignment. Default: numbers right, everything else left.</param>
/// <param name="Format">
/// .NET format of the numbers, for example <c>F4</c>; null lets the column choose so that six significant digits are kept and
/// the points line up.
/// </param>
public sealed record TableColumn(string Name, string? Unit = null, Align Align = Align.Auto, string? Format = null)
{
    /// <summary>A column with a name only.</summary>
    public static implicit operator TableColumn(string name) => new(name);

    /// <summary>Name and unit in one line: <c>power (W)</c>.</summary>
    internal string Title => string.IsNullOrEmpty(Unit) ? Name : $"{Name} ({Unit})";
}
