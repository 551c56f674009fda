namespace LabSdk.Fleet.Tests.Client;

/// <summary>A client under a scenario.</summary>
internal interface IClientSide : IAsyncDisposable
{
    bool IsConnected { get; }

    Task ConnectAsync(int port, FleetDevice device);

    Task SendAsync(byte[] data, TimeSpan timeout);

    FleetCommand GetCommand();

    void Destroy();

    IReadOnlyList<ReadOnlyMemory<byte>> Pushed();
}
