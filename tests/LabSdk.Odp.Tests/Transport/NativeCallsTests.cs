using LabSdk.Odp.Transport;

namespace LabSdk.Odp.Tests.Transport;

public sealed class NativeCallsTests
{
    [Fact]
    public void Closing_waits_for_the_call_that_is_inside()
    {
        var calls = new NativeCalls();
        calls.Enter();

        var closed = calls.CloseAsync();

        Assert.False(closed.IsCompleted);
        Assert.Throws<ObjectDisposedException>(calls.Enter);
        Assert.False(closed.IsCompleted);
        calls.Exit();
        Assert.True(closed.IsCompleted);
    }

    [Fact]
    public void Closing_without_calls_is_done_at_once() => Assert.True(new NativeCalls().CloseAsync().IsCompleted);

    [Fact]
    public async Task Nobody_is_inside_after_closing()
    {
        for (var round = 0; round < 200; round++)
        {
            var calls = new NativeCalls();
            var (inside, after, isClosed) = (0, 0, false);
            var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    try
                    {
                        calls.Enter();
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }

                    Interlocked.Increment(ref inside);
                    if (Volatile.Read(ref isClosed))
                    {
                        Interlocked.Increment(ref after);
                    }

                    Interlocked.Decrement(ref inside);
                    calls.Exit();
                }
            })).ToArray();
            await calls.CloseAsync();
            Volatile.Write(ref isClosed, true);

            Assert.Equal(0, Volatile.Read(ref inside));
            await Task.WhenAll(callers);
            Assert.Equal(0, after);
        }
    }
}
