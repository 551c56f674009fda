namespace LabSdk.Rig.Tests.Support;

/// <summary>The guest that eng/rig boots, as it looks from inside.</summary>
internal static class Guest
{
    /// <summary>Trait of tests that need one of the two kernels: <see cref="Stock"/> or <see cref="Rig"/>. All others run on both.</summary>
    public const string Kernel = "Kernel";

    public const string Stock = "stock", Rig = "rig";

    /// <summary>True inside the guest: its kernel was told where the run's files are.</summary>
    public static bool IsHere => File.Exists("/proc/cmdline") && File.ReadAllText("/proc/cmdline").Contains(" rig.run=", StringComparison.Ordinal);

    /// <summary>Waits for something that the kernel or another process does, and that nobody announces.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, double seconds = 20)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, $"{what}: not within {seconds} s.");
            await Task.Delay(5);
        }
    }
}
