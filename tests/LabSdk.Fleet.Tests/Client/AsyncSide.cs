namespace LabSdk.Fleet.Tests.Client;

internal sealed class AsyncSide : IClientSide
{
    private FleetClient? _client;

    public bool IsConnected => _client!.IsConnected;

    public async Task ConnectAsync(int port, FleetDevice device) =>
        _client = await FleetClient.ConnectAsync("127.0.0.1", port, device, new FleetOptions { EndsOnFailure = true });

    public Task SendAsync(byte[] data, TimeSpan timeout) => _client!.SendStatusAsync(data, timeout);

    public FleetCommand GetCommand() => _client!.GetCommand();

    public void Destroy() => _client!.Destroy();

    public IReadOnlyList<ReadOnlyMemory<byte>> Pushed()
    {
        var commands = new List<ReadOnlyMemory<byte>>();
        while (_client is not null && _client.TryTakeCommand(out var command))
        {
            commands.Add(command.Data);
        }

        return commands;
    }

    public ValueTask DisposeAsync() => _client?.DisposeAsync() ?? default;
}
