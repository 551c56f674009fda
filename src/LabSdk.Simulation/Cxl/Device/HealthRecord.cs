namespace LabSdk.Simulation.Cxl;

/// <summary>The 18 bytes of health that 4200h answers and that memory module events carry.</summary>
internal static class HealthRecord
{
    private const byte LifeNotImplemented = 0xFF;
    private const short TemperatureNotImplemented = 0x7FFF;

    public static CciWriter Build(SimulatedCxlHealth health, AlertConfiguration alerts) => new CciWriter()
        .U8((byte)health.Flags).U8((byte)health.MediaStatus).U8(alerts.Status(health)).U8(health.LifeUsed ?? LifeNotImplemented)
        .U16(health.Temperature ?? TemperatureNotImplemented).U32(health.DirtyShutdowns)
        .U32(health.CorrectedVolatileErrors).U32(health.CorrectedPersistentErrors);
}
