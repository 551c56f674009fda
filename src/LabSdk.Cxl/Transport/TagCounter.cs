namespace LabSdk.Cxl;

/// <summary>
/// Tags of one MCTP endpoint: they start at 0 and count up, 255 is followed by 0. A tag whose answer was not waited for is
/// left out for a while: its late answer must not look like the answer to a new request.
/// </summary>
internal sealed class TagCounter(TimeProvider time)
{
    // The kernel forgets a request after 6 seconds and drops what comes later.
    private static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long[] _abandoned = new long[256];
    private int _abandonedCount;
    private byte _next;

    /// <summary>The next tag.</summary>
    public byte Next()
    {
        lock (_gate)
        {
            for (var tries = 0; _abandonedCount > 0 && tries < 256 && IsAbandoned(_next); tries++)
            {
                _next++;
            }

            return _next++;
        }
    }

    /// <summary>Notes that nobody waits for the answer with this tag any more.</summary>
    public void Abandon(byte tag)
    {
        lock (_gate)
        {
            _abandonedCount += _abandoned[tag] == 0 ? 1 : 0;
            _abandoned[tag] = time.GetTimestamp() | 1;
        }
    }

    /// <summary>Notes that the late answer with this tag came, and was dropped.</summary>
    public void Settle(byte tag)
    {
        lock (_gate)
        {
            if (_abandoned[tag] != 0)
            {
                _abandoned[tag] = 0;
                _abandonedCount--;
            }
        }
    }

    private bool IsAbandoned(byte tag)
    {
        if (_abandoned[tag] != 0 && time.GetElapsedTime(_abandoned[tag]) > LateAnswer)
        {
            _abandoned[tag] = 0;
            _abandonedCount--;
        }

        return _abandoned[tag] != 0;
    }
}
