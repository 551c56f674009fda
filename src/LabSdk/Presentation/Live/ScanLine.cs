using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A scan in one line: how it ended, name, points, time.</summary>
internal static class ScanLine
{
    public static Block Of(ScanResult scan)
    {
        var points = string.Create(CultureInfo.InvariantCulture, $"{ScanWords.Points(scan.PointsDone, scan.PointsTotal)} in {scan.Duration.TotalSeconds:0.###} s");
        return new StatusRows(new StatusRow(ScanView.StateOf(scan), scan.Name, scan.IsSimulated ? points + ", SIMULATED" : points));
    }
}
