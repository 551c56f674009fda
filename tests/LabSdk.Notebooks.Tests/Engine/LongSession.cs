using System.Diagnostics;
using System.Globalization;

namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>A long session in a process of its own, so that its memory can be measured.</summary>
internal static class LongSession
{
    /// <summary>Runs the cells that the first argument counts, and writes the working set in bytes and the warnings.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        var cells = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        await using var session = new Session(Bench.Options);
        var warnings = 0;
        for (var i = 0; i < cells; i++)
        {
            await session.Value($"var v{i} = {i}; Func<int, int> f{i} = x => x + v{i};");
            warnings += session.Output.Error.Length > 0 ? 1 : 0;
        }

        await session.Value($"f{cells - 1}(v0)");
        using var own = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{own.WorkingSet64} {warnings}"));
        return 0;
    }

    /// <summary>Starts this program.</summary>
    public static async Task<(long WorkingSet, int Warnings)> RunAsync(int cells)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(LongSession).Assembly.Location, cells.ToString(CultureInfo.InvariantCulture) },
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
            var numbers = text.Split(' ');
            return (long.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
