using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Thresholds of health. Critical ones are the device's; warnings can be set below them.</summary>
internal sealed class AlertConfiguration
{
    public const byte LifeUsed = 1, OverTemperature = 2, UnderTemperature = 4, VolatileErrors = 8, PersistentErrors = 16;

    private const byte All = 31, Normal = 0, Warning = 1, Critical = 2;

    private const byte LifeCritical = 95;
    private const short OverCritical = 95, UnderCritical = -10;

    private byte _valid = All;
    private byte _life = 80;
    private short _over = 75, _under = 0;
    private ushort _volatileErrors = 100, _persistentErrors = 100;

    public CciWriter Build() => new CciWriter()
        .U8(_valid).U8(All).U8(LifeCritical).U8(_life).U16(OverCritical).U16(UnderCritical).U16(_over).U16(_under)
        .U16(_volatileErrors).U16(_persistentErrors);

    /// <summary>Sets the warnings that the request means; all of them or, when one is out of place, none.</summary>
    public CxlReturnCode Set(CciReader input)
    {
        var (meant, enabled) = (input.U8(), input.U8());
        var life = input.U8();
        input.Skip(1);
        var (over, under) = ((short)input.U16(), (short)input.U16());
        var (volatileErrors, persistentErrors) = (input.U16(), input.U16());
        bool Sets(byte alert) => (meant & enabled & alert) != 0;
        if ((Sets(LifeUsed) && life >= LifeCritical) || (Sets(OverTemperature) && over >= OverCritical) || (Sets(UnderTemperature) && under <= UnderCritical))
        {
            return CxlReturnCode.InvalidInput;
        }

        _valid = (byte)((_valid & ~meant) | (enabled & meant & All));
        _life = Sets(LifeUsed) ? life : _life;
        _over = Sets(OverTemperature) ? over : _over;
        _under = Sets(UnderTemperature) ? under : _under;
        _volatileErrors = Sets(VolatileErrors) ? volatileErrors : _volatileErrors;
        _persistentErrors = Sets(PersistentErrors) ? persistentErrors : _persistentErrors;
        return CxlReturnCode.Success;
    }

    /// <summary>The additional status of health: life in bits 1:0, temperature in 3:2, error counts in 4 and 5.</summary>
    public byte Status(SimulatedCxlHealth health)
    {
        var life = health.LifeUsed is not { } used ? Normal : used >= LifeCritical ? Critical : Is(LifeUsed) && used >= _life ? Warning : Normal;
        var temperature = health.Temperature is not { } degrees ? Normal
            : degrees is >= OverCritical or <= UnderCritical ? Critical
            : (Is(OverTemperature) && degrees >= _over) || (Is(UnderTemperature) && degrees <= _under) ? Warning
            : Normal;
        var counts = (Is(VolatileErrors) && health.CorrectedVolatileErrors >= _volatileErrors ? 16 : 0)
            | (Is(PersistentErrors) && health.CorrectedPersistentErrors >= _persistentErrors ? 32 : 0);
        return (byte)(life | (temperature << 2) | counts);
    }

    private bool Is(byte alert) => (_valid & alert) != 0;
}
