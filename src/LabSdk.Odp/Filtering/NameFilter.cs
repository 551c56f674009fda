using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace LabSdk.Odp.Filtering;

/// <summary>Include and exclude expressions for names. Each name is looked at once. Thread-safe.</summary>
internal sealed class NameFilter
{
    private const int MostKept = 100_000;

    private readonly Regex[] _include;
    private readonly Regex[] _exclude;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private long _timeouts;

    /// <summary>Creates a filter.</summary>
    /// <exception cref="OdpConfigurationException">An expression cannot be used.</exception>
    public NameFilter(IEnumerable<string> include, IEnumerable<string> exclude, TimeSpan? limit = null)
    {
        var most = limit ?? TimeSpan.FromSeconds(1);
        _include = [.. include.Select(pattern => Create(pattern, most))];
        _exclude = [.. exclude.Select(pattern => Create(pattern, most))];
    }

    /// <summary>How often an expression took longer than its limit; such a name is not delivered.</summary>
    public long Timeouts => Interlocked.Read(ref _timeouts);

    public bool Allows(string name)
    {
        if (_known.TryGetValue(name, out var allowed))
        {
            return allowed;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return _known[name] = Decide(name);
    }

    private static Regex Create(string pattern, TimeSpan limit)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, limit);
        }
        catch (ArgumentException error)
        {
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidPattern, $"The filter '{pattern}' is no regular expression: {error.Message}", "Patterns are .NET regular expressions; a dot or bracket meant as itself needs a backslash.", error);
        }
    }

    private bool Decide(string name)
    {
        try
        {
            return !Array.Exists(_exclude, pattern => pattern.IsMatch(name)) && (_include.Length == 0 || Array.Exists(_include, pattern => pattern.IsMatch(name)));
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _timeouts);
            return false;
        }
    }
}
