using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>How far the flight of a fly scan has come.</summary>
internal sealed class FlightState(FlyPoints plan, ScanContinuation? before)
{
    public FlyPoints Plan => plan;

    /// <summary>From where it flies when the motor does not move: the start, or the place of the last point.</summary>
    public double From { get; set; } = before is { RowCount: > 0 }
        ? before.Rows.Columns.First(column => column.Role == ColumnRole.Setpoint)[before.RowCount - 1].AsDouble()
        : plan.Start;

    /// <summary>The move under way or ended; null before.</summary>
    public Motion? Motion { get; set; }

    /// <summary>When the next reading is due, counted from the start of the run.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>True when the motor had come to rest before the point under way.</summary>
    public bool IsLast { get; set; }

    /// <summary>True when the last point is measured.</summary>
    public bool IsOver { get; set; }

    public bool HasSetSpeed { get; set; }

    /// <summary>The speed to be set back; null for none.</summary>
    public double? SpeedBefore { get; set; }

    /// <summary>Where the motor was before the reading, and when.</summary>
    public (double Position, TimeSpan Time) Before { get; set; }
}
