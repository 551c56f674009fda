using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Identify Memory Device: 4000h. A device of CXL 2.0 leaves out the last field.</summary>
internal sealed class DeviceIdentityArea(SimulatedCxlOptions options, Media media, FirmwareSlots firmware) : ICciArea
{
    private const int RevisionSize = 16;
    private const byte InjectsPersistentPoison = 1, ScansForPoison = 2, EgressCongestion = 1, ThroughputReduction = 2;

    public void Register(CciCommandTable commands) => commands.Add(CxlCommands.MemdevIdentify, _ => Identify());

    private CciResult Identify()
    {
        var answer = new CciWriter().Ascii(firmware.ActiveRevision, RevisionSize)
            .U64(media.TotalUnits).U64(media.FixedVolatile).U64(media.FixedPersistent).U64(media.Alignment);
        for (var log = 0; log < 4; log++)
        {
            answer.U16(options.EventLogSize);
        }

        answer.U32((uint)options.LabelBytes).U24((uint)options.PoisonListMaximum).U16(options.InjectPoisonLimit)
            .U8(InjectsPersistentPoison | ScansForPoison).U8(EgressCongestion | ThroughputReduction);
        return options.IsCxl20 ? answer : answer.U16(options.DynamicRegions > 0 ? options.EventLogSize : 0);
    }
}
