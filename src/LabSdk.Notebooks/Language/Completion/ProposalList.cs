namespace LabSdk.Notebooks.Language;

/// <summary>Filters and sorts proposals.</summary>
internal static class ProposalList
{
    // Front ends filter on what they got; more than this nobody reads, and each one costs a line of JSON.
    private const int MostItems = 1500;
    private const int MostSignatures = 400;

    public static CompletionList Build(int start, int end, string typed, IEnumerable<Proposal> proposals)
    {
        var ranked = proposals
            .Select(proposal => (Rank: NameMatch.Rank(proposal.Text, typed), Item: proposal))
            .Where(pair => pair.Rank < NameMatch.None)
            .OrderBy(pair => pair.Rank)
            .ThenBy(pair => pair.Item.Group)
            .ThenBy(pair => pair.Item.Text, StringComparer.OrdinalIgnoreCase)
            .ThenBy(pair => pair.Item.Text, StringComparer.Ordinal)
            .DistinctBy(pair => pair.Item.Text)
            .Take(MostItems);
        return new CompletionList(start, end,
            [.. ranked.Select((pair, i) => new CompletionItem(pair.Item.Text, pair.Item.Kind, i < MostSignatures ? pair.Item.Signature?.Invoke() ?? "" : ""))]);
    }

    public static CompletionList Empty(int position) => new(position, position, []);
}
