namespace LabSdk.Cxl;

/// <summary>
/// Whether a background operation has ended, on a component without Background Operation Status: a Type 3 mailbox, whose status
/// registers belong to the Linux driver. Each command leaves something else to be seen.
/// </summary>
internal sealed class BackgroundProbe(CxlEndpoint endpoint, CxlCommand command, ICxlRequest? request)
{
    private static readonly CxlBackgroundResult Done = new(CxlBackgroundOutcome.Succeeded, null, null, default);
    private static readonly CxlBackgroundResult Unobservable = new(CxlBackgroundOutcome.Unobservable, null, null, default);

    /// <summary>Looks once.</summary>
    /// <returns>The end, or null while it runs.</returns>
    public async Task<CxlBackgroundResult?> LookAsync(CancellationToken cancellationToken)
    {
        if (command == CxlCommands.MemdevScanMedia)
        {
            // Results of an earlier scan may still be there.
            return await IsIdleAsync(endpoint, cancellationToken).ConfigureAwait(false) == false ? null : await AnswersAsync(CxlCommands.MemdevGetScanMediaResults, CxlReturnCode.Unsupported, cancellationToken).ConfigureAwait(false);
        }

        if (command == CxlCommands.MemdevSanitize || command == CxlCommands.MemdevMediaOperationsSanitize)
        {
            return await AnswersAsync(CxlCommands.MemdevGetPartitionInfo, CxlReturnCode.MediaDisabled, cancellationToken).ConfigureAwait(false);
        }

        if (command == CxlCommands.ActivateFw && request is ActivateFwRequest activation)
        {
            var slots = (await endpoint.ExecuteAsync<GetFwInfo>(CxlCommands.GetFwInfo, null, cancellationToken).ConfigureAwait(false)).Slots;
            if (activation.Slot == (activation.Action == CxlFirmwareActivation.Online ? slots.ActiveSlot : slots.StagedSlot))
            {
                return Done;
            }
        }

        return await IsIdleAsync(endpoint, cancellationToken).ConfigureAwait(false) switch
        {
            true => Done,
            false => null,
            null => Unobservable,
        };
    }

    /// <summary>
    /// Asks for something harmless that is refused with Busy while anything runs in the background: the discovery of Media
    /// Operations shares its opcode with a background command.
    /// </summary>
    /// <returns>Null when this cannot be found out here.</returns>
    public static async Task<bool?> IsIdleAsync(CxlEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.ExecuteRawAsync(CxlCommands.MemdevMediaOperationsDiscovery.Opcode, new byte[CxlCommands.MemdevMediaOperationsDiscovery.RequestFixedSize], null, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LabException error) when (CxlErrors.IsBusy(error))
        {
            return false;
        }
        catch (LabException error) when (error is CxlDeviceException or CxlIoException)
        {
            return null;
        }
    }

    private async Task<CxlBackgroundResult?> AnswersAsync(CxlCommand question, CxlReturnCode whileRunning, CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.ExecuteRawAsync(question.Opcode, default, null, cancellationToken).ConfigureAwait(false);
            return Done;
        }
        catch (CxlDeviceException error) when (error.ReturnCode == whileRunning && !error.IsTunnelRefused)
        {
            return null;
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error) || error.ErrorId == CxlErrorIds.Blocked)
        {
            return Unobservable;
        }
    }
}
