using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk.Families.Cxl;

/// <summary>What was read to know how a component is.</summary>
/// <param name="Facts">The facts in the order to show them.</param>
internal sealed record CxlHealthData(IReadOnlyList<HealthFact> Facts)
{
    public MemdevGetHealthInfo? Info { get; init; }

    public MemdevGetAlertConfig? Alerts { get; init; }

    /// <summary>Asks the component. Never throws for what it answers: that is a fact, too.</summary>
    public static async Task<CxlHealthData> ReadAsync(CxlSource source, CancellationToken cancellationToken)
    {
        try
        {
            return source.Kind == CxlKind.Switch
                ? await CxlSwitchHealth.ReadAsync(source, cancellationToken).ConfigureAwait(false)
                : await ReadMemoryAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error)
        {
            return new CxlHealthData([new HealthFact("link", HealthSeverity.Fault, error.Problem, error.Hint)]);
        }
    }

    private static async Task<CxlHealthData> ReadMemoryAsync(CxlSource source, CancellationToken cancellationToken)
    {
        MemdevGetHealthInfo info;
        try
        {
            info = await source.Endpoint.Memory.GetHealthInfoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (CxlSupport.IsMissing(error))
        {
            return new CxlHealthData([CxlHealthFacts.Link(source), new HealthFact("health", HealthSeverity.Unknown, $"not implemented: the {source.KindText} has no Get Health Info (4200h)")]);
        }

        MemdevGetAlertConfig? alerts = null;
        HealthFact? trouble = null;
        try
        {
            alerts = await source.Endpoint.Memory.GetAlertConfigAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error)
        {
            trouble = CxlSupport.IsMissing(error)
                ? new HealthFact("alerts", HealthSeverity.Unknown, "not implemented: thresholds cannot be read")
                : new HealthFact("alerts", HealthSeverity.Unknown, $"thresholds cannot be read: {error.Problem}", error.Hint);
        }

        return new CxlHealthData([CxlHealthFacts.Link(source), .. CxlHealthFacts.Of(info, alerts), .. trouble is null ? Array.Empty<HealthFact>() : [trouble]])
        {
            Info = info,
            Alerts = alerts,
        };
    }
}
