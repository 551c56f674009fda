using System.Globalization;

namespace LabSdk;

/// <summary>A peak in the data of a scan. Positions are in the unit of the motor, heights in that of the detector.</summary>
/// <param name="Centre">Where it is.</param>
/// <param name="Width">Its full width at half of its height (FWHM); NaN when the data does not hold both sides.</param>
/// <param name="Height">From the smallest to the largest reading.</param>
/// <param name="Background">The smallest reading.</param>
public sealed record ScanPeak(double Centre, double Width, double Height, double Background)
{
    /// <summary>Returns for example <c>peak at 3.2, 0.5 wide, 1.2 high</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"peak at {Centre:G6}, {(double.IsNaN(Width) ? "of unknown width" : string.Create(CultureInfo.InvariantCulture, $"{Width:G4} wide"))}, {Height:G4} high");
}
