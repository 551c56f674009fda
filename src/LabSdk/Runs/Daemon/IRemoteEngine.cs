namespace LabSdk;

/// <summary>Runs a plan elsewhere, without this computer between the points, and tells the points as they come.</summary>
internal interface IRemoteEngine
{
    /// <summary>What it is and where, without secrets: <c>the daemon at http://127.0.0.1:50051</c>.</summary>
    string Name { get; }

    /// <summary>Number of points by its own count; null until its end was seen.</summary>
    long? PointsMade { get; }

    /// <summary>True when somebody ended the run there.</summary>
    bool WasEndedThere { get; }

    /// <summary>Runs the plan once; all points have been told when it returns.</summary>
    /// <param name="now">The time since the start of the scan.</param>
    /// <param name="tell">Gets each point as it comes, one at a time.</param>
    /// <param name="cancellationToken">Ends the run there; the task ends when it has come to rest.</param>
    /// <exception cref="LabException">It ended without success, or could not begin.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled and has come to rest.</exception>
    Task RunAsync(Func<TimeSpan> now, Action<RemotePoint> tell, CancellationToken cancellationToken);

    /// <summary>Asks for a pause at the next checkpoint.</summary>
    /// <exception cref="LabException">Nothing runs there, or it was not reached.</exception>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Lets a paused run go on.</summary>
    /// <exception cref="LabException">Nothing is paused there, or it was not reached.</exception>
    Task ResumeAsync(CancellationToken cancellationToken);

    /// <summary>Asks whether the run is paused there.</summary>
    /// <exception cref="LabException">It was not reached.</exception>
    Task<bool> IsPausedAsync(CancellationToken cancellationToken);
}
