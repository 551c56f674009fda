using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>One physical port of a switch.</summary>
public sealed class CxlPort : CxlView
{
    internal CxlPort(CxlDevice device, CxlPortState state)
        : base(device) => State = state;

    /// <summary>Everything that the switch told of it.</summary>
    public CxlPortState State { get; }

    /// <summary>Its id.</summary>
    public byte Id => State.PortId;

    /// <summary>True while its link is up or sleeps.</summary>
    public bool IsUp => CxlLinks.IsUp(State);

    /// <summary>True when something is on it: a host above, a device below.</summary>
    public bool IsUsed => CxlLinks.IsUsed(State);

    /// <summary>True when its link is narrower or slower than the port can; the device on it may be able to do no more.</summary>
    public bool IsBelowBest => IsUsed && IsUp && CxlLinks.IsBelowBest(State);

    /// <summary>Width and speed of its link, for example <c>x8 · 32 GT/s</c>.</summary>
    public string Link => CxlLinks.Text(State);

    /// <summary>The device below it, as a view through the switch. Asks nobody.</summary>
    /// <exception cref="InvalidOperationException">The port has no device below it.</exception>
    public CxlDevice Below => State.Configuration.State == CxlPortConfigurationState.Usp || !IsUsed
        ? throw new InvalidOperationException($"Port {Id} has no device below it.")
        : Device.Through(Tunnel.Switch(Id));

    /// <summary>Resets the port or the device on it. Cuts hosts off; needs <see cref="CxlPermissions.AllowDisruptive"/>. Blocks.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="cancellationToken">Ends the call; the command may be carried out all the same.</param>
    /// <exception cref="CxlConfirmationException">Disruptive commands are not permitted; nothing was sent.</exception>
    public void Control(CxlPortOperation operation, CancellationToken cancellationToken = default) => Device.Tell(
        "Controlling a port", "port control", CxlCommands.FmapiPhysPortControl,
        (client, token) => client.Fabric.PhysPortControlAsync(new FmapiPhysPortControlRequest { PpbId = Id, Operation = operation }, token), cancellationToken);

    internal override Block View() => CxlPortTable.Of([this], $"Port {Id} of {Device.Id}{Mark}");
}
