using LabSdk.Simulation;

namespace LabSdk.Tests.EndToEnd;

/// <summary>Simulated labs for tests: small frames, so that drawing them does not slow the machine.</summary>
internal static class SimulatedLab
{
    public static SimulatedDaemonOptions Options => new() { FrameWidth = 64, FrameHeight = 64, DistinctFrames = 4, StageSpeed = 100_000 };

    public static Task<Lab> StartAsync(Action<LabOptions>? configure = null) => Lab.SimulateAsync(Options, configure);
}
