namespace LabSdk.Data;

/// <summary>How the cells of a group become one.</summary>
internal enum AggregateKind
{
    Rows,
    Count,
    Sum,
    Mean,
    Std,
    Median,
    Min,
    Max,
    First,
    Last,
    Custom,
}
