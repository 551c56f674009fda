namespace LabSdk.Notebooks;

/// <summary>Collects what a conversion loses; equal losses of several cells become one.</summary>
internal sealed class LossList
{
    private readonly List<(string Message, List<int> Cells)> _items = [];

    public IReadOnlyList<ConversionLoss> Items => [.. _items.Select(item => new ConversionLoss(item.Message, item.Cells))];

    /// <summary>Notes a loss of the whole notebook.</summary>
    public void Add(string message) => Add(-1, message);

    /// <summary>Notes a loss of a cell.</summary>
    /// <param name="cell">Its index, from 0.</param>
    /// <param name="message">What is lost, as a sentence without the cell.</param>
    public void Add(int cell, string message)
    {
        var item = _items.Find(item => item.Message == message && (item.Cells.Count == 0) == (cell < 0));
        if (item.Cells is null)
        {
            _items.Add(item = (message, []));
        }

        if (cell >= 0 && (item.Cells.Count == 0 || item.Cells[^1] != cell + 1))
        {
            item.Cells.Add(cell + 1);
        }
    }
}
