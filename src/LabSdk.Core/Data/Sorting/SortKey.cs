namespace LabSdk.Data;

/// <summary>
/// One column to sort by. NaN comes after all numbers in both directions; nulls come last, or first when asked. Texts sort by their
/// UTF-16 codes (ordinal), false before true.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="IsDescending">True for largest first.</param>
/// <param name="NullsFirst">True to put rows without a value before all others.</param>
public readonly record struct SortKey(string Column, bool IsDescending = false, bool NullsFirst = false)
{
    /// <summary>Smallest first, nulls last.</summary>
    /// <param name="column">The name of the column.</param>
    public static implicit operator SortKey(string column) => new(column);

    /// <summary>Largest first, nulls last.</summary>
    /// <param name="column">The name of the column.</param>
    public static SortKey Descending(string column) => new(column, true);
}
