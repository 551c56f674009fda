using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Secrets by which hosts and switches know their domain: 5104h to 5107h. Each can be set once.</summary>
internal sealed class DomainValidationArea(VirtualSwitches switches) : ICciArea
{
    private Guid? _secret;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetDomainValidationSvState, _ => new CciWriter().U8(_secret is null ? 0 : 1), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetDomainValidationSv, Set, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetVcsDomainValidationSvState, State, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetDomainValidationSv, Get, links: CciLink.Fabric);
    }

    private CciResult Set(CciCall call)
    {
        if (_secret is not null)
        {
            return CxlReturnCode.InvalidInput;
        }

        _secret = call.Read().Uuid();

        // The switch hands it on to the switches of its hosts.
        foreach (var each in switches.All.Where(each => each.IsEnabled))
        {
            each.Secret ??= _secret;
        }

        return CxlReturnCode.Success;
    }

    private CciResult State(CciCall call) =>
        switches.Find(call.Payload.Span[0]) is { } found ? new CciWriter().U8(found.Secret is null ? 0 : 1) : CxlReturnCode.InvalidInput;

    private CciResult Get(CciCall call) =>
        switches.Find(call.Payload.Span[0])?.Secret is { } secret ? new CciWriter().Uuid(secret) : CxlReturnCode.InvalidInput;
}
