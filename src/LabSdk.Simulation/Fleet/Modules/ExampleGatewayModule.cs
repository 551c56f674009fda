using LabSdk.Fleet;

namespace LabSdk.Simulation.Fleet;

/// <summary>A button with a lamp. Statuses are compared byte by byte; the lamp is off while the button is pressed.</summary>
internal sealed class ExampleGatewayModule : IGatewayModule
{
    private static readonly ReadOnlyMemory<byte> Lit = "{\"lit_up\": true}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Dark = "{\"lit_up\": false}"u8.ToArray();

    public int Number => FleetModule.Example;

    public bool Supports(uint type) => type == 0;

    public bool IsStatusValid(uint type, ReadOnlyMemory<byte> status) => IsPressed(status) || status.Span.SequenceEqual(ExampleStatus.Released.Span);

    public bool IsCommandValid(uint type, ReadOnlyMemory<byte> command) => command.Span.SequenceEqual(Lit.Span) || command.Span.SequenceEqual(Dark.Span);

    public ReadOnlyMemory<byte> FirstCommand(uint type) => Dark;

    public ReadOnlyMemory<byte> NextCommand(uint type, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus) =>
        IsPressed(newStatus) ? Dark : Lit;

    private static bool IsPressed(ReadOnlyMemory<byte> status) => status.Span.SequenceEqual(ExampleStatus.Pressed.Span);
}
