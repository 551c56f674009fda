namespace LabSdk.Odp.Transport;

/// <summary>Runs a call that blocks on a thread of its own, so that the pool keeps its threads.</summary>
internal static class OwnThread
{
    public static Task<T> RunAsync<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
