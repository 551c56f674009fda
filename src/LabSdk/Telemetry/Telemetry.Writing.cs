using LabSdk.Odp;

namespace LabSdk;

public sealed partial class Telemetry
{
    /// <summary>Creates a session to write, in the default data source. Blocks until it is announced; dispose it to end it.</summary>
    /// <param name="identifier">Its name, such as <c>Run 1</c>.</param>
    /// <exception cref="OdpConfigurationException">A name makes no usable topic.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached, refuses, or did not store the record.</exception>
    /// <example><code>using var run = lab.Telemetry.NewSession("Run 1");</code></example>
    public TelemetryWriter NewSession(string identifier) => NewSession(new OdpSessionOptions { Identifier = identifier, DataSource = DefaultSource });

    /// <summary>Creates a session to write. Blocks until it is announced; dispose it to end it.</summary>
    /// <param name="dataSource">The producer, a car or rig: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="identifier">Its name, such as <c>Run 1</c>.</param>
    /// <param name="details">Texts by name; null for none.</param>
    /// <inheritdoc cref="NewSession(string)" path="/exception"/>
    public TelemetryWriter NewSession(string dataSource, string identifier, IReadOnlyDictionary<string, string>? details = null) =>
        NewSession(new OdpSessionOptions { DataSource = dataSource, Identifier = identifier, Details = details ?? new Dictionary<string, string>() });

    /// <summary>Creates a session to write. Blocks until it is announced; dispose it to end it.</summary>
    /// <param name="options">What it is called, and how its packets go out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="NewSession(string)" path="/exception"/>
    public TelemetryWriter NewSession(OdpSessionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AfterStart().Wait($"Creating the session '{options.Identifier}'", token => NewSessionAsync(options, token), cancellationToken);
    }

    /// <summary>Creates a session to write; dispose it to end it.</summary>
    /// <inheritdoc cref="NewSession(OdpSessionOptions, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="NewSession(string)" path="/exception"/>
    public async Task<TelemetryWriter> NewSessionAsync(OdpSessionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return new TelemetryWriter(this, await client.NewSessionAsync(options, cancellationToken).ConfigureAwait(false), options.EndTimeout);
    }

    /// <summary>
    /// Publishes a scan as a session, so that every ODP tool can see it: each column of its table is a signal, its points have the times
    /// at which they were measured, its notes are the session's details. Blocks until all is stored. A scan that is running is published
    /// as far as it has come; <see cref="ScanPlan.PublishTo"/> publishes point by point.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="identifier">The session's name; null for the scan's.</param>
    /// <param name="dataSource">The data source; null for the default one.</param>
    /// <param name="cancellationToken">Ends the call; the session is ended with what was written.</param>
    /// <returns>The session, complete.</returns>
    /// <inheritdoc cref="NewSession(string)" path="/exception"/>
    public TelemetrySession Publish(ScanResult scan, string? identifier = null, string? dataSource = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return Lab.Calls.Run(
            Call($"Publishing the scan '{scan.Name}'") with { Timeout = Timeout.InfiniteTimeSpan }, token => PublishAsync(scan, identifier, dataSource, token), cancellationToken);
    }

    /// <summary>Publishes a scan as a session.</summary>
    /// <inheritdoc cref="Publish" path="/param"/>
    /// <inheritdoc cref="Publish" path="/returns"/>
    /// <inheritdoc cref="NewSession(string)" path="/exception"/>
    public Task<TelemetrySession> PublishAsync(ScanResult scan, string? identifier = null, string? dataSource = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return PublishAsync(SessionSubject.Of(scan), identifier, dataSource, cancellationToken);
    }

    internal async Task<TelemetrySession> PublishAsync(SessionSubject scan, string? identifier, string? dataSource, CancellationToken cancellationToken)
    {
        var published = await PublishedScan.StartAsync(this, scan, identifier, dataSource, cancellationToken).ConfigureAwait(false);
        await using var ending = published.ConfigureAwait(false);
        await published.WriteNewAsync(cancellationToken).ConfigureAwait(false);
        await published.EndAsync(cancellationToken).ConfigureAwait(false);
        return published.Session;
    }
}
