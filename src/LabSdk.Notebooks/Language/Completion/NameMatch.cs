namespace LabSdk.Notebooks.Language;

/// <summary>How well a name answers what has been typed; lower is better.</summary>
internal static class NameMatch
{
    /// <summary>The rank of a name that does not answer.</summary>
    public const int None = 4;

    /// <summary>0: starts with it, 1: starts with it in other case, 2: its humps do (<c>MA</c>, <c>mAbs</c> for <c>MoveAbsolute</c>), 4: not at all.</summary>
    /// <param name="name">A proposal.</param>
    /// <param name="typed">What has been typed; empty fits everything.</param>
    public static int Rank(string name, string typed)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal))
        {
            return 0;
        }

        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        return IsHumps(name, 0, typed, 0) ? 2 : None;
    }

    // Each typed letter either goes on in the same hump or begins a later one.
    private static bool IsHumps(string name, int at, string typed, int from)
    {
        if (from == typed.Length)
        {
            return true;
        }

        for (var i = at; i < name.Length; i++)
        {
            var goesOn = i == at && from > 0;
            if ((goesOn || IsHump(name, i)) && char.ToUpperInvariant(name[i]) == char.ToUpperInvariant(typed[from])
                && IsHumps(name, i + 1, typed, from + 1))
            {
                return true;
            }

            if (from == 0)
            {
                // The first letter is the first of the name: else everything fits something.
                return false;
            }
        }

        return false;
    }

    private static bool IsHump(string name, int i) =>
        i == 0 || (char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])) || char.IsDigit(name[i]) != char.IsDigit(name[i - 1])
        || name[i - 1] == '_' || (char.IsUpper(name[i]) && i + 1 < name.Length && char.IsLower(name[i + 1]));
}
