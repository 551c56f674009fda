using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Kernel.Completion;
using LabSdk.Kernel.Magics;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Sessions;

/// <summary>What every C# session of LabSdk starts with, in the kernel and in headless runs.</summary>
internal static class LabSession
{
    /// <summary>The engine options of a session.</summary>
    /// <param name="workingDirectory">Folder of the notebook; null for the current one.</param>
    /// <param name="allowNetwork">False to refuse restoring packages that are not in the cache.</param>
    public static ScriptEngineOptions Options(string? workingDirectory = null, bool allowNetwork = true) => new()
    {
        References =
        [
            typeof(LabException).Assembly, typeof(DataFrame).Assembly, typeof(MimeBundle).Assembly, typeof(Lab).Assembly,
            typeof(Daq.DaqClient).Assembly, typeof(Simulation.SimulatedDaemon).Assembly,
        ],
        Imports =
        [
            "LabSdk", "LabSdk.Data", "LabSdk.Devices", "LabSdk.Display", "LabSdk.Simulation", "static LabSdk.Plans",
        ],
        Magics = [new LabMagic()],
        StringCompletions = [new LabNames()],
        WorkingDirectory = workingDirectory,
        AllowNetwork = allowNetwork,
    };

    /// <summary>Starts an engine and lets it warm up beside.</summary>
    /// <param name="options">Its options; null for <see cref="Options"/>.</param>
    public static Task<IScriptEngine> StartAsync(ScriptEngineOptions? options = null)
    {
        var engine = new ScriptEngine(options ?? Options());
        _ = engine.WarmUpAsync();
        return Task.FromResult<IScriptEngine>(engine);
    }
}
