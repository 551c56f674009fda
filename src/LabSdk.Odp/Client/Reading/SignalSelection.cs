using LabSdk.Odp.Filtering;

namespace LabSdk.Odp.Client;

/// <summary>Parameters by patterns with <c>*</c>. Each name is looked at once. Not thread-safe.</summary>
internal sealed class SignalSelection(IReadOnlyList<string>? patterns)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool Has(string identifier)
    {
        if (patterns is null)
        {
            return true;
        }

        if (!_known.TryGetValue(identifier, out var has))
        {
            _known[identifier] = has = patterns.Any(pattern => WildcardPattern.IsMatch(pattern, identifier, questionMark: false));
        }

        return has;
    }
}
