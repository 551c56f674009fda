namespace LabSdk.Odp.Topics;

/// <summary>Names and partitions of the topics of a broker, for both generations and both strategies.</summary>
internal sealed class TopicLayout
{
    /// <summary>The default of <see cref="StreamPattern"/>: the documents are not clear about it, so it can be changed.</summary>
    public const string DefaultStreamPattern = "{prefix}Data.{source}.{stream}";

    private const string EssentialSuffix = "_essential";
    private static readonly string[] LegacyReserved = ["SessionInfo", "SystemStatus", "dead-Letter"];

    private readonly Dictionary<string, int> _partitions;

    /// <summary>Creates a layout.</summary>
    /// <exception cref="OdpConfigurationException">The domain or the mapping cannot be used.</exception>
    public TopicLayout(
        OdpGeneration generation = OdpGeneration.V21,
        StreamCreationStrategy strategy = StreamCreationStrategy.TopicBased,
        string domain = "",
        IReadOnlyList<PartitionMapping>? mappings = null,
        string streamPattern = DefaultStreamPattern)
    {
        (Generation, Strategy, Domain, StreamPattern) = (generation, strategy, domain, streamPattern);
        _partitions = PartitionMappings.Check(mappings ?? []);
        if (domain.Length > 0)
        {
            TopicNames.Check("domain", domain, domain, mayHaveDots: true);
        }

        if (!streamPattern.Contains("{stream}", StringComparison.Ordinal))
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidName, $"The stream pattern '{streamPattern}' does not contain {{stream}}.", $"The default is {DefaultStreamPattern}.");
        }
    }

    public OdpGeneration Generation { get; }

    public StreamCreationStrategy Strategy { get; }

    public string Domain { get; }

    /// <summary>Topics of streams in v21: {prefix}, {source} and {stream} are filled in.</summary>
    public string StreamPattern { get; }

    public bool IsLegacy => Generation == OdpGeneration.Legacy;

    public IReadOnlyDictionary<string, int> Partitions => _partitions;

    /// <summary>What v21 puts in front of every topic: the domain and a dot.</summary>
    public string Prefix => IsLegacy || Domain.Length == 0 ? "" : Domain + ".";

    /// <summary>Partitions that the main topic of a data source needs.</summary>
    public int MainPartitionCount => Strategy == StreamCreationStrategy.PartitionBased && _partitions.Count > 0 ? _partitions.Values.Max() + 1 : 1;

    public TopicRoute SessionInfo => new(IsLegacy ? "SessionInfo" : Prefix + "Sys.SessionInfo", null);

    public TopicRoute SystemStatus => new(IsLegacy ? "SystemStatus" : Prefix + "Sys.Status", null);

    public TopicRoute DeadLetters => new(IsLegacy ? "dead-Letter" : Prefix + "Sys.DeadLetter", null);

    public TopicRoute Main(string dataSource) => new(IsLegacy ? dataSource : $"{Prefix}Data.{dataSource}", 0);

    public TopicRoute Essentials(string dataSource) => new(IsLegacy ? dataSource + EssentialSuffix : $"{Prefix}Essential.{dataSource}", null);

    /// <summary>A stream's topic; the empty name is the main stream, and so is a stream without a mapping where there are partitions.</summary>
    public TopicRoute Stream(string dataSource, string stream)
    {
        var main = Main(dataSource);
        if (stream.Length == 0)
        {
            return main;
        }

        if (Strategy == StreamCreationStrategy.PartitionBased)
        {
            return main with { Partition = _partitions.GetValueOrDefault(stream) };
        }

        return new TopicRoute(IsLegacy ? $"{dataSource}.{stream}" : FillIn(dataSource, stream), 0);
    }

    /// <summary>Refuses names of a data source and its streams that cannot be written to.</summary>
    /// <exception cref="OdpConfigurationException">A name cannot be used, or a stream has no partition.</exception>
    public void CheckNames(string dataSource, params IEnumerable<string> streams)
    {
        TopicNames.Check("data source", dataSource, Essentials(dataSource).Topic, mayHaveDots: true);
        if (IsLegacy && (LegacyReserved.Contains(dataSource, StringComparer.OrdinalIgnoreCase) || dataSource.EndsWith(EssentialSuffix, StringComparison.Ordinal)))
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidName, $"The data source '{dataSource}' cannot be used: its topic is taken by the platform.", "Choose another name.");
        }

        foreach (var stream in streams.Where(stream => stream.Length > 0))
        {
            TopicNames.Check("stream", stream, Stream(dataSource, stream).Topic, mayHaveDots: false);
            if (Strategy == StreamCreationStrategy.PartitionBased && !_partitions.ContainsKey(stream))
            {
                throw new OdpConfigurationException(
                    OdpErrorKind.InvalidMapping, $"The stream '{stream}' has no partition.", Text.NearestNames.Hint(stream, _partitions.Keys, "mapped streams"));
            }
        }
    }

    internal string FillIn(string dataSource, string stream) => StreamPattern
        .Replace("{prefix}", Prefix, StringComparison.Ordinal)
        .Replace("{source}", dataSource, StringComparison.Ordinal)
        .Replace("{stream}", stream, StringComparison.Ordinal);
}
