using System.Collections;

namespace LabSdk.Odp;

/// <summary>The status of each sample of a column. A column with one status throughout, as most are, takes no memory for it.</summary>
public readonly struct SampleStatuses : IReadOnlyList<SampleStatus>
{
    private readonly SampleStatus[]? _each;
    private readonly SampleStatus _all;

    private SampleStatuses(SampleStatus[]? each, SampleStatus all, int count)
    {
        (_each, _all, Count) = (each, all, count);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>True when every sample is valid.</summary>
    public bool AreAllValid => _each is null ? _all == SampleStatus.Valid || Count == 0 : Array.TrueForAll(_each, status => status == SampleStatus.Valid);

    /// <summary>The status of a sample.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public SampleStatus this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _each is null ? _all : _each[index];
        }
    }

    /// <summary>One status for all.</summary>
    /// <param name="status">The status.</param>
    /// <param name="count">How many samples, 0 or more.</param>
    public static SampleStatuses All(SampleStatus status, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new SampleStatuses(null, status, count);
    }

    /// <summary>A status for each sample.</summary>
    /// <param name="each">Not copied, so leave it alone afterwards.</param>
    public static SampleStatuses Of(params SampleStatus[] each)
    {
        ArgumentNullException.ThrowIfNull(each);
        return new SampleStatuses(each, SampleStatus.Unspecified, each.Length);
    }

    /// <inheritdoc/>
    public IEnumerator<SampleStatus> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
