namespace LabSdk;

/// <summary>The process that wrote a journal last.</summary>
internal readonly record struct RunWriter(string User, string Host, int ProcessId, DateTimeOffset ProcessStarted)
{
    public static RunWriter Nobody { get; } = new("", "", 0, default);

    public static RunWriter Of(RunEnvironment environment) =>
        new(environment.User ?? "", environment.Host ?? "", environment.ProcessId, environment.ProcessStarted);

    /// <summary>What becomes of a run without an end.</summary>
    /// <param name="path">Its journal.</param>
    public RunOutcome Tells(string path)
    {
        if (OpenJournals.Holds(path))
        {
            return RunOutcome.Running;
        }

        var asked = new RunEnvironment(User, Host, ProcessId, ProcessStarted, "", "", "", "", "", null);
        return Host != Environment.MachineName ? RunOutcome.Unknown : asked.IsAlive ? RunOutcome.Running : RunOutcome.Lost;
    }
}
