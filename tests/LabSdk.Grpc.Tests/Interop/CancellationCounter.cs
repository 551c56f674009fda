namespace LabSdk.Grpc.Tests.Interop;

/// <summary>Counts cancelled calls and lets others wait for them.</summary>
internal sealed class CancellationCounter
{
    private readonly Lock _sync = new();
    private readonly List<(int Count, TaskCompletionSource<int> Reached)> _waiting = [];
    private int _count;

    public void Add()
    {
        lock (_sync)
        {
            _count++;
            foreach (var (count, reached) in _waiting)
            {
                if (_count >= count)
                {
                    reached.TrySetResult(_count);
                }
            }
        }
    }

    public Task<int> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (_count >= count)
            {
                return Task.FromResult(_count);
            }

            var reached = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }
}
