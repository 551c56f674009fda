namespace LabSdk.Data;

/// <summary>What a column means in an experiment. Plots and tables choose axes by it.</summary>
public enum ColumnRole
{
    /// <summary>Anything else; the default.</summary>
    Other,

    /// <summary>The number of the row or point.</summary>
    Index,

    /// <summary>A commanded value, such as the target of a motor.</summary>
    Setpoint,

    /// <summary>The value a movable reported after the command.</summary>
    Readback,

    /// <summary>A measured value.</summary>
    Detector,

    /// <summary>The time of the row.</summary>
    Time,
}
