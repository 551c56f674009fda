using System.Globalization;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>One sample of a signal.</summary>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Value">The value as a number: flags are 1 and 0, texts NaN. It is kept whatever the status says.</param>
/// <param name="Status">How far it can be trusted; only valid ones are data.</param>
public readonly record struct SignalSample(ulong Time, double Value, SampleStatus Status)
{
    /// <summary>The time for people; what is below 100 ns is lost.</summary>
    public DateTimeOffset At => OdpTime.ToDateTimeOffset(Time);

    /// <summary>True for a measured value.</summary>
    public bool IsValid => Status == SampleStatus.Valid;

    /// <summary>Returns value, time and, when it is not valid, the status.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:R} at {OdpTime.ToText(Time)}{(IsValid ? "" : $" ({Status})")}");
}
