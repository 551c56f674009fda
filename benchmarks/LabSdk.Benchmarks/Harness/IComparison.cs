namespace LabSdk.Benchmarks.Harness;

/// <summary>One piece of work, done by us and by a peer in the same run.</summary>
internal interface IComparison
{
    /// <summary>Name for the table and the filter.</summary>
    string Name { get; }

    /// <summary>Measures. Interleave ours and the peer's rounds, so that a drift of the machine hits both.</summary>
    Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken);
}
