namespace LabSdk;

/// <summary>What counts as the centre of a peak.</summary>
public enum PeakCentre
{
    /// <summary>The centre of mass of the part above half of its height: steady under noise.</summary>
    Mass,

    /// <summary>The highest point; the middle of the highest ones when they are equal.</summary>
    Maximum,
}
