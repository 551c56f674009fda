using LabSdk.Odp.Client;
using LabSdk.Odp.Topics;

namespace LabSdk.Odp;

public sealed partial class OdpClient
{
    /// <summary>Connects to a platform's brokers, finds out its generation, and reads its sessions and formats.</summary>
    /// <param name="endpoint">
    /// <c>odp://host:9092</c>, with several brokers <c>odp://a:9092,b:9092</c>, with options
    /// <c>?domain=dev&amp;strategy=topic|partition&amp;generation=legacy|v21|auto&amp;source=Default</c>; other members of
    /// <see cref="OdpOptions"/> that are texts, numbers or times may stand there, too.
    /// </param>
    /// <param name="options">How; null for the defaults. Options in the address win.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabConfigurationException">The address or an option is not valid, or the native Kafka library is missing.</exception>
    /// <exception cref="KafkaTransportException">No broker answered within <see cref="OdpOptions.ConnectTimeout"/> and the retry policy.</exception>
    public static async Task<OdpClient> ConnectAsync(string endpoint, OdpOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (servers, filled) = OdpAddress.Parse(endpoint, options ?? new OdpOptions());
        filled.Check();
        var transport = KafkaTransport.Open(TransportSettings.Of(servers, filled, filled.Generation ?? OdpGeneration.V21));
        try
        {
            var topics = await ReachAsync(transport, filled, cancellationToken).ConfigureAwait(false);
            var layout = LayoutOf(filled, topics);
            if (filled.Generation is null && layout.IsLegacy)
            {
                // The generations want other settings, and those cannot be changed afterwards.
                await transport.DisposeAsync().ConfigureAwait(false);
                transport = KafkaTransport.Open(TransportSettings.Of(servers, filled, OdpGeneration.Legacy));
            }

            return await StartAsync(transport, ownsTransport: true, filled, layout, topics, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // A question that nobody answers holds closing up; the caller need not wait for that.
            _ = transport.DisposeAsync().AsTask().ContinueWith(closed => closed.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Connects over a transport of your own, for example an <see cref="InMemoryBroker"/>'s. It stays open when the client is disposed.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="options">How; null for the defaults. What concerns the transport itself does not count.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="OdpConfigurationException">An option is not valid.</exception>
    /// <exception cref="KafkaTransportException">No broker answered within <see cref="OdpOptions.ConnectTimeout"/> and the retry policy.</exception>
    public static async Task<OdpClient> ConnectAsync(IKafkaTransport transport, OdpOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options ??= new OdpOptions();
        options.Check();
        var topics = await ReachAsync(transport, options, cancellationToken).ConfigureAwait(false);
        return await StartAsync(transport, ownsTransport: false, options, LayoutOf(options, topics), topics, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<OdpClient> StartAsync(
        IKafkaTransport transport, bool ownsTransport, OdpOptions options, TopicLayout layout, IReadOnlyList<KafkaTopic> topics, CancellationToken cancellationToken)
    {
        var client = new OdpClient(transport, ownsTransport, options, layout);
        try
        {
            await client._feed.StartAsync(client.ForTables(topics), cancellationToken).ConfigureAwait(false);
            client.Sessions.GoLive();
            client._watch.Changed += changed => client._feed.Follow(client.ForTables(changed));
            client._watch.Start(topics);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static TopicLayout LayoutOf(OdpOptions options, IReadOnlyList<KafkaTopic> topics)
    {
        var names = topics.Select(topic => topic.Name).ToArray();
        var found = GenerationDetector.Detect(names, options.Generation ?? OdpGeneration.V21, options.Domain);
        var generation = options.Generation ?? found.Generation;

        // Several platforms on one broker: which one is meant has to be said.
        if (options.Domain.Length == 0 && generation == OdpGeneration.V21 && found.Domains.Count > 1 && !found.Domains.Contains(""))
        {
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidSettings, $"The broker serves several domains: {string.Join(", ", found.Domains)}.", "Say which: odp://host:9092?domain=" + found.Domains[0]);
        }

        var domain = options.Domain.Length > 0 || generation == OdpGeneration.Legacy || found.Domains.Count != 1 ? options.Domain : found.Domains[0];
        return new TopicLayout(generation, options.Strategy, domain, options.PartitionMappings, options.StreamPattern);
    }

    // Asks until the broker answers, as the retry policy says, but not longer than the timeout.
    private static async Task<IReadOnlyList<KafkaTopic>> ReachAsync(IKafkaTransport transport, OdpOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = options.Retry.Mode == OdpRetryMode.Infinite ? null : options.Time.CreateTimer(_ => limit.Cancel(), null, options.ConnectTimeout, Timeout.InfiniteTimeSpan);
        KafkaTransportException? last = null;
        string? problem = null;
        void Note(KafkaProblem noted) => problem = noted.Text;
        transport.ProblemOccurred += Note;
        try
        {
            for (var failures = 1; ; failures++)
            {
                try
                {
                    return await transport.TopicsAsync(limit.Token).ConfigureAwait(false);
                }
                catch (KafkaTransportException error) when (error.IsTransient && options.Retry.Allows(failures))
                {
                    last = error;
                    await Task.Delay(options.Retry.DelayBetweenRetries, options.Time, limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KafkaTransportException(
                OdpErrorKind.BrokerUnreachable,
                $"No Kafka broker answered at {transport.Servers} within {options.ConnectTimeout.TotalSeconds} s: {last?.Message ?? problem ?? "there was no answer at all."}",
                "Check that the broker runs and that the address it tells its clients works from here; 'labsdk sim odp' starts one on this computer.",
                innerException: last) { Endpoint = transport.Servers };
        }
        finally
        {
            transport.ProblemOccurred -= Note;
        }
    }
}
