using LabSdk.Odp.Filtering;

namespace LabSdk.Odp.Client;

/// <summary>Which parameters windows hold; can change while they are read. Thread-safe.</summary>
internal sealed class SignalSubscriptions
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);
    private bool _takesAll = true;

    /// <summary>What is subscribed: patterns, or <c>*</c>.</summary>
    public IReadOnlyList<string> Patterns
    {
        get
        {
            lock (_gate)
            {
                return _takesAll ? ["*"] : [.. _wanted.Order(StringComparer.Ordinal)];
            }
        }
    }

    public void Add(IEnumerable<string> patterns) => Change(() =>
    {
        foreach (var pattern in patterns)
        {
            _wanted.Add(pattern);
            _unwanted.Remove(pattern);
        }
    });

    public void Remove(IEnumerable<string> patterns) => Change(() =>
    {
        foreach (var pattern in patterns)
        {
            // What was asked for by itself is asked for no more; out of a wider pattern it is left out.
            if (!_wanted.Remove(pattern) || _takesAll)
            {
                _unwanted.Add(pattern);
            }
        }
    });

    public void Set(bool takesAll, IEnumerable<string> patterns) => Change(() =>
    {
        _takesAll = takesAll;
        _wanted.Clear();
        _unwanted.Clear();
        _wanted.UnionWith(patterns);
    });

    public bool Has(string identifier)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(identifier, out var has))
            {
                _known[identifier] = has = !_unwanted.Any(Matches) && (_takesAll || _wanted.Any(Matches));
            }

            return has;
        }

        bool Matches(string pattern) => WildcardPattern.IsMatch(pattern, identifier, questionMark: false);
    }

    /// <summary>The block with the columns that are wanted; null for none.</summary>
    public SampleBlock? Of(SampleBlock block)
    {
        var wanted = 0;
        foreach (var column in block.Columns)
        {
            wanted += Has(column.Identifier) ? 1 : 0;
        }

        return wanted == 0 ? null : wanted == block.Columns.Count ? block : new SampleBlock(block.Layout, block.Times, [.. block.Columns.Where(column => Has(column.Identifier))]);
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _known.Clear();
        }
    }
}
