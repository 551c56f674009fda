namespace LabSdk.Fleet;

/// <summary>The two statuses of the example module's button, byte for byte: it takes no others.</summary>
public static class ExampleStatus
{
    /// <summary>The button is held down: <c>{"pressed": true}</c>. The module answers that the lamp is off.</summary>
    public static ReadOnlyMemory<byte> Pressed { get; } = "{\"pressed\": true}"u8.ToArray();

    /// <summary>The button is up: <c>{"pressed": false}</c>. The module answers that the lamp is on.</summary>
    public static ReadOnlyMemory<byte> Released { get; } = "{\"pressed\": false}"u8.ToArray();
}
