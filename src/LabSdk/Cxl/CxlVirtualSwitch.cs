using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>One virtual switch: an upstream port, and vPPBs that ports or logical devices can be bound to.</summary>
public sealed class CxlVirtualSwitch : CxlView
{
    private const ushort NoLogicalDevice = 0xFFFF;

    internal CxlVirtualSwitch(CxlDevice device, CxlVcs state)
        : base(device) => State = state;

    /// <summary>Everything that the switch told of it.</summary>
    public CxlVcs State { get; }

    /// <summary>Its id.</summary>
    public byte Id => State.VcsId;

    /// <summary>Binds a port, or a logical device below it, to a vPPB: the host gets it. Needs <see cref="CxlPermissions.AllowDisruptive"/>. Blocks until it is done, with a bar when it takes long.</summary>
    /// <param name="vppb">The vPPB.</param>
    /// <param name="port">The physical port.</param>
    /// <param name="ld">The logical device below it; null for a device without.</param>
    /// <param name="timeout">Longest wait; null for 30 s.</param>
    /// <param name="cancellationToken">Ends the wait, not the binding.</param>
    /// <returns>The virtual switch as it is then.</returns>
    /// <exception cref="CxlConfirmationException">Disruptive commands are not permitted; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The switch refused, for example because the logical device is bound already.</exception>
    public CxlVirtualSwitch Bind(byte vppb, byte port, ushort? ld = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var request = new FmapiBindVppbRequest { VcsId = Id, VppbId = vppb, PortId = port, LdId = ld ?? NoLogicalDevice };
        Device.RunOperation("Binding", CxlCommands.FmapiBindVppb, (client, token) => client.Fabric.StartBindVppbAsync(request, token), timeout ?? TimeSpan.FromSeconds(30), cancellationToken);
        return Again();
    }

    /// <summary>Takes what is bound to a vPPB away from its host. Needs <see cref="CxlPermissions.AllowDisruptive"/>. Blocks until it is done, with a bar when it takes long.</summary>
    /// <param name="vppb">The vPPB.</param>
    /// <param name="option">How the host gets to know. Default: it is told, as if somebody asked for the removal.</param>
    /// <param name="timeout">Longest wait; null for 30 s.</param>
    /// <param name="cancellationToken">Ends the wait, not the unbinding.</param>
    /// <returns>The virtual switch as it is then.</returns>
    /// <exception cref="CxlConfirmationException">Disruptive commands are not permitted; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The switch refused.</exception>
    public CxlVirtualSwitch Unbind(
        byte vppb, CxlUnbindOption option = CxlUnbindOption.SimulateManagedHotRemove, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var request = new FmapiUnbindVppbRequest { VcsId = Id, VppbId = vppb, Option = new CxlUnbind { Option = option } };
        Device.RunOperation("Unbinding", CxlCommands.FmapiUnbindVppb, (client, token) => client.Fabric.StartUnbindVppbAsync(request, token), timeout ?? TimeSpan.FromSeconds(30), cancellationToken);
        return Again();
    }

    internal override Block View() => CxlVirtualSwitchView.Of(Device, [State]);

    private CxlVirtualSwitch Again() => Device.Virtual.FirstOrDefault(each => each.Id == Id) ?? this;
}
