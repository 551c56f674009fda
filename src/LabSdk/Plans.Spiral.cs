using LabSdk.Devices;

namespace LabSdk;

public static partial class Plans
{
    /// <summary>
    /// Fills a rectangle around a centre with a spiral of rings: ring k has the radius k times <paramref name="step"/> and k times
    /// <paramref name="perRing"/> points, so that they lie equally dense. Points outside of the rectangle are left out; the centre itself is no point.
    /// </summary>
    /// <param name="x">The horizontal motor.</param>
    /// <param name="y">The vertical motor.</param>
    /// <param name="xCenter">The centre, in the unit of <paramref name="x"/>.</param>
    /// <param name="yCenter">The centre, in the unit of <paramref name="y"/>.</param>
    /// <param name="xRange">The whole width of the rectangle, in the unit of <paramref name="x"/>; at least 0.</param>
    /// <param name="yRange">The whole height, in the unit of <paramref name="y"/>; at least 0.</param>
    /// <param name="step">Distance from ring to ring, in the unit of <paramref name="x"/>; more than 0. Bluesky's <c>dr</c>.</param>
    /// <param name="perRing">Points of the first ring; more than 0. Bluesky's <c>nth</c>.</param>
    /// <param name="yStep">Distance from ring to ring along <paramref name="y"/>; null for <paramref name="step"/>. Bluesky's <c>dr_y</c>.</param>
    /// <param name="tilt">How far the left and right sides of the area lean, in radians. Default 0.</param>
    /// <example><code>SpiralScan(x, y, 0, 0, xRange: 1, yRange: 1, step: 0.1, perRing: 5).Read(power).Run("spot")</code></example>
    /// <remarks>The points are those of Bluesky's <c>spiral</c>.</remarks>
    /// <exception cref="ArgumentException">A number is not finite or out of range, or there would be more than 5,000,000 points.</exception>
    public static ScanPlan SpiralScan(
        IMovable x, IMovable y, double xCenter, double yCenter, double xRange, double yRange, double step, double perRing, double? yStep = null, double tilt = 0) =>
        Spiral("spiral", x, y, xCenter, yCenter, SpiralPositions.Rings(Area(xRange, yRange, step, yStep, tilt), step, PlanNumbers.Positive(perRing, nameof(perRing))), isRelative: false);

    /// <summary>A spiral of rings around where the motors stand when the scan starts; they return there after the last point.</summary>
    /// <inheritdoc cref="SpiralScan"/>
    public static ScanPlan RelativeSpiralScan(
        IMovable x, IMovable y, double xRange, double yRange, double step, double perRing, double? yStep = null, double tilt = 0) =>
        Spiral("rel_spiral", x, y, 0, 0, SpiralPositions.Rings(Area(xRange, yRange, step, yStep, tilt), step, PlanNumbers.Positive(perRing, nameof(perRing))), isRelative: true);

    /// <summary>
    /// Fills a rectangle around a centre with a spiral of Fermat: point i has the distance <paramref name="step"/> / <paramref name="factor"/> times the
    /// root of i and is turned by the golden angle (137.508 degrees), as the seeds of a sunflower. No direction is preferred.
    /// </summary>
    /// <param name="factor">Divides the distances: more points for a larger one; more than 0. Default 1.</param>
    /// <remarks>The points are those of Bluesky's <c>spiral_fermat</c>.</remarks>
    /// <inheritdoc cref="SpiralScan"/>
    /// <param name="x">The horizontal motor.</param>
    /// <param name="y">The vertical motor.</param>
    /// <param name="xCenter">The centre, in the unit of <paramref name="x"/>.</param>
    /// <param name="yCenter">The centre, in the unit of <paramref name="y"/>.</param>
    /// <param name="xRange">The whole width of the rectangle, in the unit of <paramref name="x"/>; at least 0.</param>
    /// <param name="yRange">The whole height, in the unit of <paramref name="y"/>; at least 0.</param>
    /// <param name="step">The scale of the spiral, in the unit of <paramref name="x"/>; more than 0. Bluesky's <c>dr</c>.</param>
    /// <param name="yStep">The scale along <paramref name="y"/>; null for <paramref name="step"/>. Bluesky's <c>dr_y</c>.</param>
    /// <param name="tilt">How far the left and right sides of the area lean, in radians. Default 0.</param>
    public static ScanPlan FermatSpiralScan(
        IMovable x, IMovable y, double xCenter, double yCenter, double xRange, double yRange, double step, double factor = 1, double? yStep = null, double tilt = 0) =>
        Spiral("spiral_fermat", x, y, xCenter, yCenter, SpiralPositions.Fermat(Area(xRange, yRange, step, yStep, tilt), step / PlanNumbers.Positive(factor, nameof(factor))), isRelative: false);

    /// <summary>A spiral of Fermat around where the motors stand when the scan starts; they return there after the last point.</summary>
    /// <inheritdoc cref="FermatSpiralScan"/>
    public static ScanPlan RelativeFermatSpiralScan(
        IMovable x, IMovable y, double xRange, double yRange, double step, double factor = 1, double? yStep = null, double tilt = 0) =>
        Spiral("rel_spiral_fermat", x, y, 0, 0, SpiralPositions.Fermat(Area(xRange, yRange, step, yStep, tilt), step / PlanNumbers.Positive(factor, nameof(factor))), isRelative: true);

    /// <summary>Visits every point of a grid once, from the middle outwards round and round.</summary>
    /// <param name="x">The horizontal motor.</param>
    /// <param name="y">The vertical motor.</param>
    /// <param name="xCenter">The centre of the grid, in the unit of <paramref name="x"/>.</param>
    /// <param name="yCenter">The centre of the grid, in the unit of <paramref name="y"/>.</param>
    /// <param name="xRange">Distance from the first to the last column, in the unit of <paramref name="x"/>; at least 0.</param>
    /// <param name="yRange">Distance from the first to the last row, in the unit of <paramref name="y"/>; at least 0.</param>
    /// <param name="xSteps">Number of columns; at least 0.</param>
    /// <param name="ySteps">Number of rows; at least 0.</param>
    /// <remarks>The grid is that of Bluesky's <c>spiral_square</c>. Begins at the centre, or at the point beside it when a number is even.</remarks>
    /// <exception cref="ArgumentException">A number is not finite or out of range, or there would be more than 5,000,000 points.</exception>
    public static ScanPlan SquareSpiralScan(IMovable x, IMovable y, double xCenter, double yCenter, double xRange, double yRange, int xSteps, int ySteps) =>
        Spiral("spiral_square", x, y, xCenter, yCenter, Squares(xRange, yRange, xSteps, ySteps), isRelative: false);

    /// <summary>Visits every point of a grid around where the motors stand, from the middle outwards; they return there after the last point.</summary>
    /// <inheritdoc cref="SquareSpiralScan"/>
    public static ScanPlan RelativeSquareSpiralScan(IMovable x, IMovable y, double xRange, double yRange, int xSteps, int ySteps) =>
        Spiral("rel_spiral_square", x, y, 0, 0, Squares(xRange, yRange, xSteps, ySteps), isRelative: true);

    private static ScanPlan Spiral(string name, IMovable x, IMovable y, double xCenter, double yCenter, IEnumerable<(double X, double Y)> around, bool isRelative)
    {
        PlanNumbers.Finite(xCenter, nameof(xCenter));
        PlanNumbers.Finite(yCenter, nameof(yCenter));
        var points = around.ToArray();
        return new ScanPlan(name, [new PlanAxis([
            new PlanTrack(x, new ListedPositions(points.Select(point => xCenter + point.X)), isRelative),
            new PlanTrack(y, new ListedPositions(points.Select(point => yCenter + point.Y)), isRelative)])]) { ReturnsToStart = isRelative };
    }

    private static IEnumerable<(double X, double Y)> Squares(double xRange, double yRange, int xSteps, int ySteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(xSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(ySteps);
        return SpiralPositions.Square(PlanNumbers.NotNegative(xRange, nameof(xRange)), PlanNumbers.NotNegative(yRange, nameof(yRange)), xSteps, ySteps);
    }

    private static SpiralArea Area(double xRange, double yRange, double step, double? yStep, double tilt)
    {
        PlanNumbers.Positive(step, nameof(step));
        return new SpiralArea(PlanNumbers.NotNegative(xRange, nameof(xRange)), PlanNumbers.NotNegative(yRange, nameof(yRange)), PlanNumbers.Positive(yStep ?? step, nameof(yStep)) / step, PlanNumbers.Finite(tilt, nameof(tilt)));
    }
}
