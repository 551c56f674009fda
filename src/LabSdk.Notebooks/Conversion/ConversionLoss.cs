namespace LabSdk.Notebooks;

/// <summary>Something that the target of a conversion cannot hold, or holds in another form.</summary>
/// <param name="Message">What, as a sentence.</param>
/// <param name="Cells">The numbers of the cells it is about, from 1; empty when it is about the whole notebook.</param>
public sealed record ConversionLoss(string Message, IReadOnlyList<int> Cells)
{
    /// <summary>The cells and the message, for example <c>cells 2, 3: outputs are not kept</c>.</summary>
    public override string ToString() => Cells.Count switch
    {
        0 => Message,
        1 => FormattableString.Invariant($"cell {Cells[0]}: {Message}"),
        <= 8 => $"cells {string.Join(", ", Cells)}: {Message}",
        _ => FormattableString.Invariant($"{Cells.Count} cells from {Cells[0]} to {Cells[^1]}: {Message}"),
    };
}
