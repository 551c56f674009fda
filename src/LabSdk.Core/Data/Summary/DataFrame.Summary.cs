namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Statistics of all numeric columns: the number of recorded cells, nulls and NaN, mean, standard deviation, smallest, quartiles,
    /// largest. NaN readings are counted in the row <c>nan</c> and left out of the other figures here, so that they do not hide them.
    /// </summary>
    /// <returns>A frame with a column <c>statistic</c> and one column per numeric column, with its unit.</returns>
    public DataFrame Description() => FrameDescription.Of(this);

    /// <summary>One row per column: name, kind, unit, role, source, recorded cells, nulls.</summary>
    public DataFrame Info() => new(
        DataColumn.Create("column", Columns.Select(column => column.Name)),
        DataColumn.Create("kind", Columns.Select(column => Element.NameOf(column.ElementType))),
        DataColumn.Create("unit", Columns.Select(column => column.Unit!)),
        DataColumn.Create("role", Columns.Select(column => column.Role.ToString().ToLowerInvariant())),
        DataColumn.Create("source", Columns.Select(column => column.Source!)),
        DataColumn.Create("recorded", Columns.Select(column => column.Count - column.NullCount)),
        DataColumn.Create("nulls", Columns.Select(column => column.NullCount)));
}
