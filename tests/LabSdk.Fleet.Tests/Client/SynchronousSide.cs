namespace LabSdk.Fleet.Tests.Client;

internal sealed class SynchronousSide : IClientSide
{
    private InternalClient? _client;

    public bool IsConnected => _client!.IsConnected;

    public Task ConnectAsync(int port, FleetDevice device)
    {
        _client = new InternalClient(device.Module, "127.0.0.1", port, device.Name, device.Type, device.Role, device.Priority);
        return Task.CompletedTask;
    }

    public Task SendAsync(byte[] data, TimeSpan timeout)
    {
        _client!.SendStatus(data, timeout);
        return Task.CompletedTask;
    }

    public FleetCommand GetCommand() => _client!.GetCommand();

    public void Destroy() => _client!.Destroy();

    public IReadOnlyList<ReadOnlyMemory<byte>> Pushed()
    {
        var commands = new List<ReadOnlyMemory<byte>>();
        while (_client is not null && _client.Client.TryTakeCommand(out var command))
        {
            commands.Add(command.Data);
        }

        return commands;
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return default;
    }
}
