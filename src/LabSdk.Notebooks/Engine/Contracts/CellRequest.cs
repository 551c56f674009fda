namespace LabSdk.Notebooks;

/// <summary>A cell to run.</summary>
/// <param name="Code">C# with magic commands.</param>
/// <param name="Output">Where everything it writes and shows goes.</param>
public sealed record CellRequest(string Code, ICellOutput Output)
{
    /// <summary>Name in error messages, for example <c>cell 3</c>. Default empty.</summary>
    public string Name { get; init; } = "";
}
