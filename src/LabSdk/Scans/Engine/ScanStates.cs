using static LabSdk.ScanEvent;
using static LabSdk.ScanRunState;

namespace LabSdk;

/// <summary>The state of a run and the table of what each event does in each state. What is not in the table changes nothing.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ScanStates
{
    private static readonly Dictionary<(ScanRunState, ScanEvent), ScanRunState> Table = new()
    {
        [(Idle, Start)] = Preparing,

        [(Preparing, Prepared)] = Running,
        [(Preparing, Refused)] = Idle,
        [(Preparing, Pause)] = Pausing,
        [(Preparing, Stop)] = Stopping,
        [(Preparing, Abort)] = Aborting,
        [(Preparing, Halt)] = Halting,
        [(Preparing, Finish)] = Stopping,

        [(Running, Refused)] = Idle,
        [(Running, Pause)] = Pausing,
        [(Running, ScanEvent.Suspend)] = Suspending,
        [(Running, Stop)] = Stopping,
        [(Running, Abort)] = Aborting,
        [(Running, Halt)] = Halting,
        [(Running, Finish)] = Stopping,

        [(Pausing, Refused)] = Idle,
        [(Pausing, Resume)] = Running,
        [(Pausing, ResumeUnmet)] = Suspending,
        [(Pausing, Checkpoint)] = Paused,
        [(Pausing, Stop)] = Stopping,
        [(Pausing, Abort)] = Aborting,
        [(Pausing, Halt)] = Halting,
        [(Pausing, Finish)] = Stopping,

        [(Paused, Resume)] = Running,
        [(Paused, ResumeUnmet)] = Suspended,
        [(Paused, Stop)] = Stopping,
        [(Paused, Abort)] = Aborting,
        [(Paused, Halt)] = Halting,
        [(Paused, Finish)] = Stopping,

        [(Suspending, Clear)] = Running,
        [(Suspending, Pause)] = Pausing,
        [(Suspending, Checkpoint)] = Suspended,
        [(Suspending, Stop)] = Stopping,
        [(Suspending, Abort)] = Aborting,
        [(Suspending, Halt)] = Halting,
        [(Suspending, Finish)] = Stopping,

        [(Suspended, Clear)] = Running,
        [(Suspended, Pause)] = Paused,
        [(Suspended, Stop)] = Stopping,
        [(Suspended, Abort)] = Aborting,
        [(Suspended, Halt)] = Halting,
        [(Suspended, Finish)] = Stopping,

        [(Stopping, Refused)] = Idle,
        [(Stopping, Abort)] = Aborting,
        [(Stopping, Halt)] = Halting,
        [(Stopping, Ended)] = Idle,

        [(Aborting, Refused)] = Idle,
        [(Aborting, Halt)] = Halting,
        [(Aborting, Ended)] = Idle,

        [(Halting, Refused)] = Idle,
        [(Halting, Ended)] = Idle,
    };

    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private int _current = (int)Idle;

    public ScanRunState Current => (ScanRunState)Volatile.Read(ref _current);

    /// <summary>Ends at the next change. Take it before looking at <see cref="Current"/>.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Where an event leads; null when it changes nothing.</summary>
    public static ScanRunState? Next(ScanRunState state, ScanEvent happened) => Table.TryGetValue((state, happened), out var next) ? next : null;

    /// <summary>Takes an event; false when it changes nothing in this state.</summary>
    public bool Fire(ScanEvent happened)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (Next(Current, happened) is not { } next)
            {
                return false;
            }

            Volatile.Write(ref _current, (int)next);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.TrySetResult();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
