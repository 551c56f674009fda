using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Who the component is, how large its answers are, and what runs in its background: 0001h to 0005h.</summary>
internal sealed class InformationArea(ComponentIdentity identity, MessageLimit limit, BackgroundSlot background, CciLink statusLinks) : ICciArea
{
    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.Identify, _ => Identify(), links: statusLinks);
        commands.Add(CxlCommands.BgOpStatus, _ => Status(), links: statusLinks);
        commands.Add(CxlCommands.GetResponseMsgLimit, _ => new CciWriter().U8(limit.Exponent), links: CciLink.Messages);
        commands.Add(CxlCommands.SetResponseMsgLimit, SetLimit, links: CciLink.Messages);
        commands.Add(CxlCommands.RequestBgOpAbort, _ => background.Abort());
    }

    private CciResult Identify() => new CciWriter()
        .U16(identity.VendorId).U16(identity.DeviceId).U16(identity.SubsystemVendorId).U16(identity.SubsystemId)
        .U64(identity.SerialNumber).U8(MessageLimit.Most).U8((byte)identity.ComponentType);

    private CciResult Status()
    {
        var status = (background.Percent << 1) | (background.IsRunning ? 1 : 0);
        return new CciWriter().U8(status).Pad(1).U16(background.Opcode).U16((int)background.Result).U16(background.VendorStatus);
    }

    private CciResult SetLimit(CciCall call)
    {
        var wanted = call.Read().U8();
        if (wanted is < MessageLimit.Least or > MessageLimit.Most)
        {
            return CxlReturnCode.InvalidInput;
        }

        limit.Exponent = wanted;
        return new CciWriter().U8(wanted);
    }
}
