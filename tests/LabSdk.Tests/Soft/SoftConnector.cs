using LabSdk.Connecting;
using LabSdk.Endpoints;

namespace LabSdk.Tests.Soft;

/// <summary>A family of the tests' own: connections are made by a function of the endpoint.</summary>
internal sealed class SoftConnector(Func<LabEndpoint, CancellationToken, Task<ILabConnection>> connect) : ILabConnector
{
    public string Family => "daq";

    public Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken) =>
        connect(endpoint, cancellationToken);

    /// <summary>A lab with one soft endpoint.</summary>
    public static Lab Connect(SoftConnection connection, Action<LabOptions>? configure = null) => ConnectAsync(configure, connection).GetAwaiter().GetResult();

    /// <summary>A lab with several soft endpoints: <c>soft0:1</c>, <c>soft1:1</c>, ...</summary>
    public static Task<Lab> ConnectAsync(Action<LabOptions>? configure, params SoftConnection[] connections)
    {
        var options = new LabOptions();
        configure?.Invoke(options);
        var names = connections.Select((_, i) => $"soft{i}:1").ToArray();
        var connector = new SoftConnector((endpoint, _) =>
        {
            var connection = connections[Array.IndexOf(names, endpoint.Authority)];
            connection.Endpoint = endpoint.ToString();
            return Task.FromResult<ILabConnection>(connection);
        });
        return Lab.ConnectAsync(names, options, [connector], null, CancellationToken.None);
    }
}
