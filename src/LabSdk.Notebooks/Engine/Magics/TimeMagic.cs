using System.Diagnostics;
using System.Globalization;

namespace LabSdk.Notebooks.Engine;

/// <summary>Times the cell.</summary>
internal sealed class TimeMagic : IMagicCommand
{
    public string Name => "#!time";

    public string Help => "Tells at the end how long the cell took from here on.";

    public Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        ((CellSession)session).AtEnd(() => session.Output.Write(StandardStream.Output, Text(Stopwatch.GetElapsedTime(started))));
        return Task.CompletedTask;
    }

    private static string Text(TimeSpan elapsed) => elapsed.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalMilliseconds:0.#} ms\n")
        : string.Create(CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalSeconds:0.###} s\n");
}
