namespace LabSdk.Odp.Topics;

/// <summary>Checks names before they become topics.</summary>
internal static class TopicNames
{
    public const int Longest = 249;

    private const string Hint = "Use letters, digits, '_' and '-' (and '.' in data sources); the whole topic has at most 249 characters.";

    public static bool IsUsable(string topic) => topic.Length is > 0 and <= Longest && topic is not ("." or "..") && topic.All(IsAllowed);

    /// <summary>Refuses a name that makes no usable topic.</summary>
    /// <param name="what">What it names, for the message.</param>
    /// <param name="name">The name.</param>
    /// <param name="topic">The topic it makes.</param>
    /// <param name="mayHaveDots">False for streams: one with a dot is invisible to readers.</param>
    /// <exception cref="OdpConfigurationException">It cannot be used.</exception>
    public static void Check(string what, string name, string topic, bool mayHaveDots)
    {
        var reason = name.Length == 0 ? "it is empty"
            : !name.All(IsAllowed) ? $"it has a character that no topic may have ('{name.First(character => !IsAllowed(character))}')"
            : !mayHaveDots && name.Contains('.') ? "readers do not see streams with a dot"
            : topic.Length > Longest ? $"its topic has {topic.Length} characters"
            : !IsUsable(topic) ? "no topic can be called so"
            : null;
        if (reason is not null)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidName, $"The {what} '{name}' cannot be used: {reason}.", Hint);
        }
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
