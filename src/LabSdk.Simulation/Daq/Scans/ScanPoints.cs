namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The points of a scan in the daemon's order.</summary>
internal static class ScanPoints
{
    public static IEnumerable<double[]> Of(ScanConfig config)
    {
        var axes = config.Axes.Select(axis => ScanPositions.Line(axis.StartPosition, axis.EndPosition, (int)axis.NumPoints));
        return ScanPositions.Grid([.. axes], config.ScanType == ScanType.SnakeScan);
    }
}
