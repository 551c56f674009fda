namespace LabSdk.Cxl;

public readonly partial record struct MemdevGetHealthInfo
{
    /// <summary>The life used that says "not implemented".</summary>
    public const byte NoLifeUsed = 0xFF;

    /// <summary>The temperature that says "not implemented".</summary>
    public const short NoTemperature = 0x7FFF;

    /// <summary>Life used in percent; null when the device does not tell.</summary>
    public int? LifeUsedPercent => LifeUsed == NoLifeUsed ? null : LifeUsed;

    /// <summary>Temperature in degrees Celsius; null when the device does not tell.</summary>
    public int? TemperatureCelsius => DeviceTemperature == NoTemperature ? null : DeviceTemperature;

    /// <summary>The level of the life used.</summary>
    public CxlAlarmLevel LifeUsedState => AdditionalStatus.LifeUsed;

    /// <summary>The level of the temperature.</summary>
    public CxlAlarmLevel TemperatureState => AdditionalStatus.DeviceTemperature;

    /// <summary>True when the count of corrected errors of volatile memory is at or above its threshold.</summary>
    public bool IsCorrectedVolatileAlarm => AdditionalStatus.CorrectedVolatileErrors;

    /// <summary>True when the count of corrected errors of persistent memory is at or above its threshold.</summary>
    public bool IsCorrectedPersistentAlarm => AdditionalStatus.CorrectedPersistentErrors;

    /// <summary>True when a count of corrected errors has reached its largest value and says "at least".</summary>
    public bool IsErrorCountSaturated => CorrectedVolatileErrorCount == uint.MaxValue || CorrectedPersistentErrorCount == uint.MaxValue;
}
