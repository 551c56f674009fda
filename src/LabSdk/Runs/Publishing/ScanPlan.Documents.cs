using System.Text.RegularExpressions;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>The topic of <see cref="PublishDocuments"/> when none is given.</summary>
    public const string DocumentsTopic = "labsdk.documents";

    /// <summary>
    /// Publishes the documents of each run of this plan as JSON to a Kafka topic: start, descriptor, event, change and stop, in order, with
    /// the uid of the run as key. It never slows the scan and a broker that is away does not fail it: what could not be stored is counted in
    /// <see cref="ScanResult.DocumentsLost"/> and shown with the run. For a telemetry session use <see cref="PublishTo"/>.
    /// </summary>
    /// <param name="telemetry">The broker: <c>lab.Telemetry</c>.</param>
    /// <param name="topic">The topic: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <exception cref="LabConfigurationException">That is no name of a topic.</exception>
    /// <example><code>Scan(stage, 0, 100, 11).Read(power).PublishDocuments(lab.Telemetry).Run("Run 7")</code></example>
    public ScanPlan PublishDocuments(Telemetry telemetry, string topic = DocumentsTopic)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        ArgumentNullException.ThrowIfNull(topic);
        return TopicName().IsMatch(topic) && topic is not ("." or "..")
            ? Observe(new DocumentPublisher(telemetry, topic))
            : throw new LabConfigurationException(CoreErrorIds.InvalidOptions, $"'{RunNote.Cut(topic)}' is no name of a topic.", "Use 1 to 249 letters, digits, '.', '_' and '-'.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,249}\z")]
    private static partial Regex TopicName();
}
