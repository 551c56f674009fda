using LabSdk.Devices;

namespace LabSdk;

public static partial class Plans
{
    /// <summary>
    /// Reads the detectors while a motor moves from <paramref name="start"/> to <paramref name="stop"/> without stopping: first it is brought to the
    /// start, then it flies, and at the end, where it rests, there is a last point.
    /// </summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="start">Where it begins, in the motor's unit.</param>
    /// <param name="stop">Where it ends, in the motor's unit.</param>
    /// <param name="rate">How often it reads, in readings a second; slower when a reading takes longer. Default 10.</param>
    /// <param name="speed">
    /// How fast it flies, in the motor's unit a second, for motors with a parameter <c>velocity</c> or <c>speed</c>; the speed before is set back at the
    /// end. Null (default) leaves it as it is.
    /// </param>
    /// <example><code>FlyScan(stage, 0, 100, rate: 20, speed: 5).Read(power).Run("on the fly")</code></example>
    /// <remarks>
    /// The motor is asked where it is before and after each reading (<c>position_before</c>, <c>position_after</c>); <c>position</c> is the place between
    /// the two at the middle of the reading. The number of points is not known before. A pause stops the motor; it then flies on from the place of the
    /// last point, also in a run that goes on later. An interrupt stops it as in any other plan.
    /// </remarks>
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public static ScanPlan FlyScan(IMovable motor, double start, double stop, double rate = 10, double? speed = null)
    {
        ArgumentNullException.ThrowIfNull(motor);
        return new ScanPlan("fly_scan", new FlyPoints(motor, start, stop, rate, speed));
    }
}
