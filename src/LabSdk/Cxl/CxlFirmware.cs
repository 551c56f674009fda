using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The firmware slots of a component. Shows itself as a table.</summary>
public sealed class CxlFirmware : CxlView
{
    internal CxlFirmware(CxlDevice device, GetFwInfo info)
        : base(device) => (Info, Slots) = (info, info.ReadSlots());

    /// <summary>Everything that the component told.</summary>
    public GetFwInfo Info { get; }

    /// <summary>The slots.</summary>
    public IReadOnlyList<CxlFirmwareSlot> Slots { get; }

    /// <summary>The slot that runs; null when the component names none of its slots.</summary>
    public CxlFirmwareSlot? Active => Slots.Where(static slot => slot.IsActive).Select(static slot => (CxlFirmwareSlot?)slot).FirstOrDefault();

    /// <summary>The slot that becomes active with the next reset; null for none.</summary>
    public CxlFirmwareSlot? Staged => Slots.Where(static slot => slot.IsStaged).Select(static slot => (CxlFirmwareSlot?)slot).FirstOrDefault();

    /// <summary>True when firmware can be activated without a reset.</summary>
    public bool CanActivateOnline => Info.CanActivateOnline;

    /// <summary>
    /// Transfers a firmware package in parts that fit, with a bar, and activates it if asked to. Needs
    /// <see cref="CxlPermissions.AllowDisruptive"/>. Blocks until it is done; when it fails or is interrupted, the transfer is aborted.
    /// </summary>
    /// <param name="package">The package; a multiple of 128 bytes.</param>
    /// <param name="slot">From 1; null for one that is empty, else neither active nor staged, else not active.</param>
    /// <param name="activation">How to activate it; null to leave that for later.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    /// <returns>What was written where, and how long it took.</returns>
    /// <exception cref="CxlConfirmationException">Disruptive commands are not permitted; nothing was sent.</exception>
    /// <exception cref="CxlRequestException">The package or the slot cannot be used; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The component refused a part, the package, or the activation.</exception>
    public CxlFirmwareResult Update(ReadOnlyMemory<byte> package, int? slot = null, CxlFirmwareActivation? activation = null, CancellationToken cancellationToken = default) =>
        Device.RunWithProgress(
            $"Updating the firmware of '{Device.Id}'", "firmware transfer", CxlCommands.TransferFw,
            (client, progress, token) => client.UpdateFirmwareAsync(package, slot, activation, progress, token), cancellationToken);

    /// <summary>Transfers a firmware package from a file, as the other overload does. Blocks.</summary>
    /// <param name="path">The file; a multiple of 128 bytes long.</param>
    /// <param name="slot">From 1; null for one that is empty, else neither active nor staged, else not active.</param>
    /// <param name="activation">How to activate it; null to leave that for later.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    /// <returns>What was written where, and how long it took.</returns>
    /// <inheritdoc cref="Update(ReadOnlyMemory{byte}, int?, CxlFirmwareActivation?, CancellationToken)" path="/exception"/>
    public CxlFirmwareResult Update(string path, int? slot = null, CxlFirmwareActivation? activation = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Update(File.ReadAllBytes(path), slot, activation, cancellationToken);
    }

    /// <summary>Makes a slot the active one. Needs <see cref="CxlPermissions.AllowDisruptive"/>. Blocks until it is done, with a bar when it takes long.</summary>
    /// <param name="slot">From 1.</param>
    /// <param name="activation">At once, or with the next reset. Default with the next reset.</param>
    /// <param name="timeout">Longest wait; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    /// <returns>The slots as they are then.</returns>
    /// <exception cref="CxlDeviceException">The component refused, for example an empty slot.</exception>
    public CxlFirmware Activate(byte slot, CxlFirmwareActivation activation = CxlFirmwareActivation.OnNextReset, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        Device.RunOperation(
            "Activating firmware", CxlCommands.ActivateFw, (client, token) => client.Component.StartActivateFwAsync(new ActivateFwRequest { Action = activation, Slot = slot }, token), timeout, cancellationToken);
        return Device.Firmware;
    }

    internal override Block View() => CxlFirmwareView.Of(this);
}
