namespace LabSdk.Odp.Topics;

/// <summary>What the topics of a broker say about its generation.</summary>
/// <param name="Generation">The generation to use.</param>
/// <param name="Domain">The domain to use.</param>
/// <param name="IsCertain">False when the topics say nothing, or several things, so that what was configured is used.</param>
/// <param name="Domains">The domains of all v21 deployments on the broker; the empty one is a deployment without a domain.</param>
internal sealed record DetectedGeneration(OdpGeneration Generation, string Domain, bool IsCertain, IReadOnlyList<string> Domains);

/// <summary>Finds out which generation a broker serves.</summary>
internal static class GenerationDetector
{
    private const string V21 = "Sys.SessionInfo";
    private const string Legacy = "SessionInfo";

    /// <summary>Looks at the topics.</summary>
    /// <param name="topics">All topics of the broker.</param>
    /// <param name="configured">What to use when the topics do not tell.</param>
    /// <param name="domain">The configured domain.</param>
    public static DetectedGeneration Detect(IReadOnlyCollection<string> topics, OdpGeneration configured = OdpGeneration.V21, string domain = "")
    {
        var domains = topics.Where(topic => topic == V21 || topic.EndsWith("." + V21, StringComparison.Ordinal))
            .Select(topic => topic == V21 ? "" : topic[..^(V21.Length + 1)])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var isLegacy = topics.Contains(Legacy);
        if (isLegacy == domains.Length > 0)
        {
            return new DetectedGeneration(configured, configured == OdpGeneration.V21 && domains.Length == 1 ? domains[0] : domain, IsCertain: false, domains);
        }

        return isLegacy
            ? new DetectedGeneration(OdpGeneration.Legacy, "", IsCertain: true, domains)
            : new DetectedGeneration(OdpGeneration.V21, domains.Length == 1 ? domains[0] : domain, IsCertain: domains.Length == 1 || domains.Contains(domain), domains);
    }
}
