namespace LabSdk.Simulation;

/// <summary>What a simulated daemon is for.</summary>
public enum SimulatedDaemonProfile
{
    /// <summary>
    /// The daemon as it is started without a hardware file: three devices, instant motion, every quirk on. For tests of
    /// clients.
    /// </summary>
    Faithful = 0,

    /// <summary>
    /// A pleasant bench for demos and tutorials: stages with real motion and enforced limits, a camera at 30 frames per second,
    /// 1 % noise, more devices, and a detector that sees a peak over the stage position. No quirks.
    /// </summary>
    Bench = 1,
}
