namespace LabSdk;

/// <summary>A condition under which a scan waits: the beam is lost, a shutter is closed. Made by <see cref="Suspend.When"/>.</summary>
/// <param name="Condition">True while the scan has to wait. Called on a pool thread; may make blocking calls.</param>
/// <param name="ResumeAfter">How long the condition has to be false again before the scan goes on.</param>
/// <param name="Every">Time from one look to the next.</param>
/// <param name="Reason">What is kept with the run and shown.</param>
public sealed record ScanSuspender(Func<bool> Condition, TimeSpan ResumeAfter, TimeSpan Every, string Reason);
