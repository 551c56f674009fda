using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// The one background operation of a component, on its clock. Progress grows each second; the end comes by a timer, so that it
/// is announced without anybody asking.
/// </summary>
internal sealed class BackgroundSlot(TimeProvider time, Lock gate) : IDisposable
{
    // Near the end a component does not abort any more but finishes.
    private const int MostPercentToAbort = 85;

    private BackgroundWork? _work;
    private long _started;
    private ITimer? _timer;
    private bool _isStalled;
    private (int Percent, CxlReturnCode Code, ushort VendorStatus)? _failure;

    /// <summary>Raised under the component's lock when an operation has ended, however it did.</summary>
    public event Action? Ended;

    public bool IsRunning => _work is { } && !HasEnded;

    public ushort Opcode => _work?.Opcode ?? 0;

    public CxlReturnCode Result { get; private set; }

    public ushort VendorStatus { get; private set; }

    public int Percent { get; private set; }

    private bool HasEnded { get; set; } = true;

    /// <summary>Starts an operation; the answer to its command.</summary>
    public CciResult Start(BackgroundWork work)
    {
        (_work, _started, HasEnded, Percent, Result, VendorStatus) = (work, time.GetTimestamp(), false, 0, CxlReturnCode.Success, 0);
        Arm(Remaining);
        return CxlReturnCode.BackgroundStarted;
    }

    /// <summary>Asks for the end of what runs.</summary>
    public CxlReturnCode Abort()
    {
        Advance();
        if (_work is not { IsAbortable: true } || (IsRunning && Percent >= MostPercentToAbort))
        {
            return CxlReturnCode.BackgroundAbortNotSupported;
        }

        if (IsRunning)
        {
            End(CxlReturnCode.Aborted, 0);
        }

        return CxlReturnCode.Success;
    }

    /// <summary>Lets the next operation, or the one that runs, never get further.</summary>
    public void Stall() => _isStalled = true;

    /// <summary>Lets a stalled operation go on.</summary>
    public void Resume()
    {
        _isStalled = false;
        Advance();
        if (IsRunning)
        {
            Arm(Remaining);
        }
    }

    /// <summary>Lets the next operation, or the one that runs, fail when it has come so far.</summary>
    public void FailAt(int percent, CxlReturnCode code, ushort vendorStatus)
    {
        _failure = (percent, code, vendorStatus);
        if (IsRunning)
        {
            Arm(Remaining);
        }
    }

    /// <summary>Brings progress up to now.</summary>
    public void Advance()
    {
        if (!IsRunning || _isStalled || _work is not { } work)
        {
            return;
        }

        var elapsed = time.GetElapsedTime(_started);
        if (_failure is { } failure && elapsed >= Due(work))
        {
            (_failure, Percent) = (null, failure.Percent);
            End(failure.Code, failure.VendorStatus);
        }
        else if (elapsed >= work.Duration)
        {
            Percent = 100;
            End(null, 0);
        }
        else
        {
            Percent = (int)(Math.Floor(elapsed.TotalSeconds) * 100 / work.Duration.TotalSeconds);
        }
    }

    /// <summary>Forgets what runs, as a reset does.</summary>
    public void Reset()
    {
        _timer?.Dispose();
        (_timer, _work, HasEnded, Percent, Result) = (null, null, true, 0, CxlReturnCode.Success);
    }

    public void Dispose() => Reset();

    private TimeSpan Remaining => _work is { } work && Due(work) - time.GetElapsedTime(_started) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero;

    private TimeSpan Due(BackgroundWork work) => work.Duration * ((_failure?.Percent ?? 100) / 100.0);

    private void End(CxlReturnCode? failure, ushort vendorStatus)
    {
        HasEnded = true;
        _timer?.Dispose();
        _timer = null;
        Result = failure ?? _work!.Complete();
        VendorStatus = vendorStatus;
        if (failure is { } code)
        {
            // A failure is a result like any other: it is told at 100 percent. An abort leaves the percentage where it was.
            _work!.Fail?.Invoke(code);
            Percent = code == CxlReturnCode.Aborted ? Percent : 100;
        }

        Ended?.Invoke();
    }

    private void Arm(TimeSpan due)
    {
        _timer?.Dispose();
        _timer = time.CreateTimer(_ => OnTimer(), null, due, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (gate)
        {
            Advance();
            if (IsRunning && !_isStalled)
            {
                // The timer of a system may be a moment early.
                Arm(Remaining + TimeSpan.FromMilliseconds(1));
            }
        }
    }
}
