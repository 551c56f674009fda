namespace LabSdk.Cxl;

/// <content>Firmware updates as a whole.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>
    /// Transfers a firmware package in parts that fit, waits for parts that go on in the background, and activates it if asked to.
    /// When it fails or is cancelled in between, the transfer is aborted.
    /// </summary>
    /// <param name="package">The package; a multiple of 128 bytes.</param>
    /// <param name="slot">The slot, 1 to 4; null for one that is empty, else neither active nor staged, else not active.</param>
    /// <param name="activation">How to activate it; null to leave that for later.</param>
    /// <param name="progress">Told after each part; null for none.</param>
    /// <param name="cancellationToken">Stops between two parts; the transfer is aborted then.</param>
    /// <exception cref="CxlConfirmationException">The endpoint does not permit disruptive commands.</exception>
    /// <exception cref="CxlRequestException">The package or the slot cannot be used, or online activation is not there; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The device refused a part, the package, or the activation.</exception>
    public async Task<CxlFirmwareResult> UpdateFirmwareAsync(
        ReadOnlyMemory<byte> package, int? slot = null, CxlFirmwareActivation? activation = null, IProgress<CxlProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await PermitAsync(CxlCommands.TransferFw, CxlCommands.TransferFw.Opcode, null, cancellationToken).ConfigureAwait(false);
        using var turn = await _link.EnterAsync(Tunnel, CxlCommands.TransferFw, cancellationToken).ConfigureAwait(false);
        var info = await Component.GetFwInfoAsync(cancellationToken).ConfigureAwait(false);
        var target = FirmwarePlan.Slot(info, slot, activation, package.Length, Name);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var transfer = new FirmwareTransfer(this, package, (byte)target, FirmwarePlan.PartSize(limits), progress);
        var isVerified = await transfer.RunAsync(cancellationToken).ConfigureAwait(false);
        if (activation is { } how)
        {
            var operation = await StartAsync(CxlCommands.ActivateFw, new ActivateFwRequest { Action = how, Slot = (byte)target }, null, cancellationToken).ConfigureAwait(false);
            await operation.ReportAsync(progress, cancellationToken).ConfigureAwait(false);
            _link.Capabilities.TryRemove(Tunnel, out _);
        }

        var after = (await Component.GetFwInfoAsync(cancellationToken).ConfigureAwait(false)).ReadSlots();
        var written = after.Where(each => each.Number == target).DefaultIfEmpty(new CxlFirmwareSlot(target, null, false, false)).First();
        return new CxlFirmwareResult(written, transfer.Parts, transfer.Elapsed, isVerified);
    }
}
