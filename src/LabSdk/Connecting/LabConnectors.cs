using LabSdk.Endpoints;
using LabSdk.Families.Cxl;
using LabSdk.Families.Daq;
using LabSdk.Families.Fleet;
using LabSdk.Families.Mds;
using LabSdk.Families.Odp;

namespace LabSdk.Connecting;

/// <summary>The connectors of the families that this version can connect, and the connecting of many endpoints at once.</summary>
internal static class LabConnectors
{
    private static readonly ILabConnector[] All = [new DaqConnector(), new MdsConnector(), new CxlConnector(), new OdpConnector(), new FleetConnector()];

    /// <summary>Connects all endpoints in parallel; when one fails, all failures are reported and nothing stays connected.</summary>
    public static async Task<IReadOnlyList<ILabConnection>> ConnectAsync(
        IReadOnlyList<LabEndpoint> endpoints, LabOptions options, IReadOnlyList<ILabConnector>? connectors, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.ConnectTimeout != Timeout.InfiniteTimeSpan)
        {
            deadline.CancelAfter(options.ConnectTimeout);
        }

        var attempts = await Task.WhenAll(endpoints.Select(endpoint => AttemptAsync(endpoint, options, connectors ?? All, deadline.Token))).ConfigureAwait(false);
        if (attempts.All(attempt => attempt.Error is null))
        {
            return [.. attempts.Select(attempt => attempt.Connection!)];
        }

        foreach (var (connection, _) in attempts)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw LabConnectFailures.Join([.. endpoints.Zip(attempts, (endpoint, attempt) => (endpoint, Explain(endpoint, attempt.Error, options)))]);
    }

    private static async Task<(ILabConnection? Connection, Exception? Error)> AttemptAsync(
        LabEndpoint endpoint, LabOptions options, IReadOnlyList<ILabConnector> connectors, CancellationToken cancellationToken)
    {
        try
        {
            var connector = connectors.FirstOrDefault(each => each.Family == endpoint.Family) ?? throw NotSupported(endpoint, connectors);
            return (await connector.ConnectAsync(endpoint, options, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception error) when (error is LabException or OperationCanceledException or IOException or InvalidOperationException or UriFormatException)
        {
            return (null, error);
        }
    }

    private static Exception? Explain(LabEndpoint endpoint, Exception? error, LabOptions options) => error is not OperationCanceledException
        ? error
        : new LabTimeoutException(
            CoreErrorIds.BlockingTimeout,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Connecting to {endpoint} did not end within {options.ConnectTimeout.TotalSeconds:0.###} s."),
            "Check that the peer runs and that no firewall lies between, or give a longer ConnectTimeout.",
            innerException: error)
        {
            Timeout = options.ConnectTimeout,
            Endpoint = endpoint.ToString(),
        };

    private static LabConfigurationException NotSupported(LabEndpoint endpoint, IReadOnlyList<ILabConnector> connectors) => new(
        LabErrorIds.FamilyNotSupported,
        $"This version cannot connect to {endpoint}: it knows {string.Join(", ", connectors.Select(each => each.Family))}.",
        "Leave the endpoint out, or update LabSdk.")
    {
        Endpoint = endpoint.ToString(),
    };
}
