namespace LabSdk.Odp.Tests.Wire;

/// <summary>One sample, for comparing: column by column, but rows row by row.</summary>
internal sealed record ExpandedRow(string Parameter, ulong Time, string Value, int Status)
{
    public static IEnumerable<ExpandedRow> Of(IEnumerable<SampleBlock> blocks) => blocks.SelectMany(block => block.Layout == SampleLayout.Row
        ? Enumerable.Range(0, block.Times.Count).SelectMany(row => block.Columns.Select(column => Of(column, row)))
        : block.Columns.SelectMany(column => Enumerable.Range(0, column.Count).Select(index => Of(column, index))));

    // The general parser forgets the sign of a zero when it writes.
    public static string Text(object value) => value switch
    {
        double and 0 => "0",
        double number => number.ToString("R"),
        int number => ((double)number).ToString("R"),
        _ => value.ToString()!,
    };

    private static ExpandedRow Of(SignalSamples column, int index) =>
        new(column.Identifier, column.Times[index], Text(column.ValueAt(index)), (int)column.Statuses[index]);
}
