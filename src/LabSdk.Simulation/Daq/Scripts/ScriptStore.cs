using System.Globalization;
using System.Text.RegularExpressions;

namespace LabSdk.Simulation.Daq;

/// <summary>An uploaded script.</summary>
internal sealed record StoredScript(
    string Id, string Name, string Text, ulong UploadedNs, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// Uploaded scripts and their executions. Scripts are not interpreted: an execution runs for as long as its
/// <c>sleep(seconds)</c> calls say, at least 50 ms, and completes.
/// </summary>
internal sealed partial class ScriptStore(TimeProvider time, NoiseSource ids)
{
    public const int LargestScript = 1_048_576;
    private static readonly TimeSpan ShortestRun = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredScript> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptExecution> _executions = new(StringComparer.Ordinal);

    public IReadOnlyList<StoredScript> Scripts
    {
        get
        {
            lock (_gate)
            {
                return [.. _scripts.Values];
            }
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ScriptExecution> Executions
    {
        get
        {
            lock (_gate)
            {
                return [.. _executions.Values.Reverse()];
            }
        }
    }

    /// <summary>Why a script is refused, or null.</summary>
    public static string? Refuse(string text)
    {
        var size = System.Text.Encoding.UTF8.GetByteCount(text);
        if (size > LargestScript)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Script too large: {size} bytes (max {LargestScript})");
        }

        return BracketsMatch(text) ? null : "Validation failed: brackets do not match";
    }

    public StoredScript Add(string name, string text, IReadOnlyDictionary<string, string> metadata)
    {
        var script = new StoredScript(ids.Uuid(), name, text, time.Nanoseconds(), metadata);
        lock (_gate)
        {
            _scripts[script.Id] = script;
        }

        return script;
    }

    /// <summary>Starts a script; null when there is no such script.</summary>
    public ScriptExecution? Start(string scriptId)
    {
        lock (_gate)
        {
            if (!_scripts.TryGetValue(scriptId, out var script))
            {
                return null;
            }

            var seconds = SleepCall().Matches(script.Text)
                .Sum(match => double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture));
            var duration = TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestRun.TotalSeconds, 3600));
            var execution = new ScriptExecution(ids.Uuid(), scriptId, time, duration);
            _executions[execution.Id] = execution;
            return execution;
        }
    }

    public ScriptExecution? FindExecution(string id)
    {
        lock (_gate)
        {
            return _executions.GetValueOrDefault(id);
        }
    }

    [GeneratedRegex(@"\bsleep\(\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*\)")]
    private static partial Regex SleepCall();

    private static bool BracketsMatch(string text)
    {
        var open = new Stack<char>();
        foreach (var character in text)
        {
            switch (character)
            {
                case '(' or '[' or '{':
                    open.Push(character);
                    break;
                case ')' or ']' or '}' when !open.TryPop(out var opened) || opened != (character == ')' ? '(' : character == ']' ? '[' : '{'):
                    return false;
            }
        }

        return open.Count == 0;
    }
}
