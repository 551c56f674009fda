namespace LabSdk.Cxl;

/// <content>How much fits a message.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>
    /// The largest payloads: of the mailbox, or of what the component says with Identify and Get Response Message Limit; less
    /// what a tunnel takes. Whole operations split by it. Asked once, and again after Set Response Message Limit.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlFmApiDisabledException">A tunnel over MCTP while fabric manager commands are off.</exception>
    public async ValueTask<CxlLimits> GetLimitsAsync(CancellationToken cancellationToken = default)
    {
        if (_link.Limits.TryGetValue(Tunnel, out var known))
        {
            return known;
        }

        var way = Tunnel.Layers == 0 ? new CxlLimits(_link.Transport.MaximumRequestPayload, _link.Transport.MaximumResponsePayload) : await TunnelLimitsAsync(cancellationToken).ConfigureAwait(false);
        if (!IsMctp && Tunnel.Layers == 0)
        {
            return _link.Limits[Tunnel] = way;
        }

        try
        {
            var own = await OwnLimitsAsync(way, cancellationToken).ConfigureAwait(false);
            return _link.Limits[Tunnel] = new CxlLimits(Math.Min(way.Request, own.Request), Math.Min(way.Response, own.Response));
        }
        catch (LabException error) when (error is CxlTimeoutException or CxlIoException or CxlProtocolException or CxlDeviceException)
        {
            // Not kept: it may answer next time.
            return new CxlLimits(Math.Min(way.Request, CxlLimits.Least), Math.Min(way.Response, CxlLimits.Least));
        }
    }

    private async ValueTask<CxlLimits> TunnelLimitsAsync(CancellationToken cancellationToken)
    {
        var outer = await Root.GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var taken = TunnelMessage.Overhead(Tunnel, Options.TunnelIncludesMessageType);
        return new CxlLimits(Math.Min(outer.Request, ushort.MaxValue) - taken, Math.Min(outer.Response, ushort.MaxValue) - taken);
    }

    private async ValueTask<CxlLimits> OwnLimitsAsync(CxlLimits way, CancellationToken cancellationToken)
    {
        int? message;
        try
        {
            message = (Identity ?? await ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false)).MaximumMessageBytes;
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error) && Tunnel.Layers > 0)
        {
            // A component that only the tunnel's limit holds for.
            return way;
        }

        var request = message ?? CxlLimits.Least;
        try
        {
            var limit = (await ExecuteAsync<GetResponseMsgLimit>(CxlCommands.GetResponseMsgLimit, null, cancellationToken).ConfigureAwait(false)).LimitBytes;
            return new CxlLimits(request, Math.Min(limit ?? CxlLimits.Least, request));
        }
        catch (CxlDeviceException error) when (!error.IsTunnelRefused)
        {
            return new CxlLimits(request, request);
        }
    }
}
