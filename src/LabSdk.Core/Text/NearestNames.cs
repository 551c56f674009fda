namespace LabSdk.Text;

/// <summary>Finds the names that a user may have meant, by edit distance.</summary>
public static class NearestNames
{
    private const int MostSuggestions = 3;

    /// <summary>Returns up to three of <paramref name="candidates"/> that are close to <paramref name="name"/>, nearest first.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="candidates">What exists.</param>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates) =>
        candidates.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Score(name, candidate)))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(pair => pair.candidate)
            .ToArray();

    /// <summary>Writes the hint of an unknown-name error: the near names, else the names that exist.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="candidates">What exists.</param>
    /// <param name="noun">Plural noun for what exists, for example <c>devices</c>.</param>
    public static string Hint(string name, IEnumerable<string> candidates, string noun)
    {
        const int mostListed = 12;
        var all = candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (all.Length == 0)
        {
            return $"There are no {noun}.";
        }

        var near = Find(name, all);
        var listed = string.Join(", ", all.Take(mostListed));
        var more = all.Length > mostListed ? $" and {all.Length - mostListed} more" : "";
        var known = $"Existing {noun}: {listed}{more}.";
        return near.Count == 0 ? known : $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}? {known}";
    }

    private static int Score(string name, string candidate)
    {
        if (string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        // A word inside a longer name ("stage" for "mock_stage") is a likely slip that edit distance misses.
        return name.Length >= 3 && candidate.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? 1
            : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
    }

    private static int Distance(string a, string b)
    {
        const int longest = 200;
        a = a.Length > longest ? a[..longest] : a;
        b = b.Length > longest ? b[..longest] : b;
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
