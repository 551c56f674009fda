using LabSdk.Cxl;

namespace LabSdk.Families.Cxl;

/// <summary>A component and what it said of itself when it was connected.</summary>
/// <param name="Endpoint">Its client.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Warning">Why little is known of it; null when it told.</param>
internal sealed record CxlSource(CxlEndpoint Endpoint, CxlKind Kind, string? Warning = null)
{
    /// <summary>What it is, for sentences.</summary>
    public string KindText => Kind switch
    {
        CxlKind.Memory => "CXL memory device",
        CxlKind.Switch => "CXL switch",
        CxlKind.FabricMemory => "CXL fabric-attached memory device",
        _ => "CXL component",
    };

    /// <summary>Asks a component what it is.</summary>
    /// <exception cref="LabException">It does not answer at all.</exception>
    public static async Task<CxlSource> AskAsync(CxlEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.IsMctp)
        {
            try
            {
                var identity = endpoint.Identity ?? await endpoint.ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false);
                return new CxlSource(endpoint, KindOf(identity.ComponentType));
            }
            catch (CxlDeviceException refusal)
            {
                // It answers, but not to this: a component may have few commands.
                return new CxlSource(endpoint, CxlKind.Unknown, refusal.Problem);
            }
        }

        try
        {
            await endpoint.ExecuteAsync<MemdevIdentify>(CxlCommands.MemdevIdentify, null, cancellationToken).ConfigureAwait(false);
            return new CxlSource(endpoint, CxlKind.Memory);
        }
        catch (LabException error) when (CxlSupport.IsMissing(error))
        {
            return await AskMailboxAsync(endpoint, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<CxlSource> AskMailboxAsync(CxlEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var identity = await endpoint.ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false);
            return new CxlSource(endpoint, KindOf(identity.ComponentType));
        }
        catch (LabException error) when (error is CxlDeviceException or CxlIoException)
        {
            return new CxlSource(endpoint, CxlKind.Unknown, error.Problem);
        }
    }

    private static CxlKind KindOf(CxlComponentType type) => type switch
    {
        CxlComponentType.Switch => CxlKind.Switch,
        CxlComponentType.Type3Device => CxlKind.Memory,
        CxlComponentType.Gfd => CxlKind.FabricMemory,
        _ => CxlKind.Unknown,
    };
}
