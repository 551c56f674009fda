using LabSdk.Endpoints;

namespace LabSdk.Connecting;

/// <summary>Connects the endpoints of one family. The only place where the facade learns of a family.</summary>
internal interface ILabConnector
{
    /// <summary>The family whose endpoints it takes, for example <c>daq</c>.</summary>
    string Family { get; }

    /// <summary>Connects and makes sure that the peer answers.</summary>
    Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken);
}
