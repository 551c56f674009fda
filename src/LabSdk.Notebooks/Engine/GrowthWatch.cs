using System.Globalization;

namespace LabSdk.Notebooks.Engine;

/// <summary>Warns before a session gets heavy: each piece of compiled code stays in the process until it ends.</summary>
internal sealed class GrowthWatch
{
    private const int ManySteps = 400;
    private const long MuchMemory = 1_000_000_000;
    private const int Every = 50;
    private bool _warned;

    /// <summary>The warning, once a session; null when there is none.</summary>
    /// <param name="steps">How many pieces of code have run.</param>
    public string? Check(int steps)
    {
        if (_warned || (steps < ManySteps && (steps % Every != 0 || Environment.WorkingSet < MuchMemory)))
        {
            return null;
        }

        _warned = true;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"This session has run {steps} pieces of code and uses {Environment.WorkingSet / 1_000_000} MB. Compiled cells stay in memory: restart the kernel when it becomes slow.");
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset() => _warned = false;
}
