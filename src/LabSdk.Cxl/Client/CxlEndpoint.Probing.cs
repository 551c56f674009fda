namespace LabSdk.Cxl;

/// <content>What the component says it is, and whether it takes fabric manager commands.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>What an MCTP component said it is, when it was opened or last probed; null when it did not say, on mailboxes, and on views through a tunnel.</summary>
    public Identify? Identity => Tunnel.Layers == 0 ? _link.Identity : null;

    /// <summary>Why the last probe failed; null when it did not, or there was none.</summary>
    public string? ProbeWarning => _link.ProbeError?.Message;

    /// <summary>True when fabric manager commands, and tunnels over MCTP, are let through.</summary>
    public bool IsFmApiEnabled => _link.IsFmApiEnabled;

    /// <summary>
    /// Asks an MCTP component what it is (Identify, 0001h), and turns fabric manager commands on for a switch or a Type 3 device.
    /// A component that does not answer is no error here: see <see cref="ProbeWarning"/>. On a mailbox nothing is sent.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when it answered.</returns>
    public async Task<bool> ProbeAsync(CancellationToken cancellationToken = default)
    {
        if (!IsMctp)
        {
            return false;
        }

        try
        {
            var identity = await Root.ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false);
            (_link.Identity, _link.ProbeError) = (identity, null);
            if (identity.ComponentType is CxlComponentType.Switch or CxlComponentType.Type3Device)
            {
                _link.EnableFmApi();
            }

            return true;
        }
        catch (LabException error) when (error is ICxlError)
        {
            _link.ProbeError = error;
            return false;
        }
    }

    /// <summary>Turns fabric manager commands on, whatever the component says it is; harmless when repeated. Nothing is sent.</summary>
    /// <exception cref="CxlIoException">The socket of fabric manager commands cannot be opened.</exception>
    public void EnableFmApi()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _link.IsFmApiRefused = false;
        _link.EnableFmApi();
    }

    /// <summary>Turns fabric manager commands off: they, and tunnels over MCTP, are refused without being sent.</summary>
    public void DisableFmApi() => (_link.IsFmApiEnabled, _link.IsFmApiRefused) = (false, true);

    private async ValueTask RequireFmApiAsync(ushort opcode, CancellationToken cancellationToken)
    {
        var needsIt = CxlOpcodes.IsFabricManager(opcode) || (Tunnel.Layers > 0 || opcode == CxlOpcodes.Tunnel) && IsMctp;
        if (!needsIt || _link.IsFmApiEnabled)
        {
            return;
        }

        // A component that was not ready when it was opened may be now.
        if (_link is { ProbeError: not null, IsFmApiRefused: false } && _link.Options.Probe)
        {
            await ProbeAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!_link.IsFmApiEnabled)
        {
            var tunnels = Tunnel.Layers > 0 && IsMctp ? ", and with them tunnels over MCTP," : "";
            throw new CxlFmApiDisabledException(
                $"CXLMI command failed: {CxlOpcodes.Describe(opcode)} was not sent to {Name}: fabric manager commands{tunnels} are off for this endpoint.{(ProbeWarning is null ? "" : $" Its probe failed: {ProbeWarning}")}",
                "Turn them on with EnableFmApi().") { Opcode = opcode, Endpoint = Name };
        }
    }
}
