namespace LabSdk.Data;

/// <summary>Which rows <see cref="DataFrame.DropNulls"/> removes.</summary>
public enum DropNullOptions
{
    /// <summary>Rows with at least one null.</summary>
    Any,

    /// <summary>Rows with nothing but nulls.</summary>
    All,
}
