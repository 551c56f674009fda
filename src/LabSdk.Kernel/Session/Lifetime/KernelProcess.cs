using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Lifetime;

/// <summary>A kernel as a process of its own: from the connection file to the exit code.</summary>
internal static class KernelProcess
{
    private const int PoolThreads = 32;

    /// <summary>Serves until a front end asks for the end, the parent is gone, or the token is cancelled.</summary>
    /// <param name="connectionFile">Path of the file that the front end has written.</param>
    /// <param name="allowRemote">True to listen on addresses that other machines reach, too.</param>
    /// <param name="options">What the kernel is made of.</param>
    /// <param name="cancellationToken">Ends the kernel.</param>
    /// <exception cref="LabException">The file cannot be used, or a port cannot be listened on.</exception>
    public static async Task RunAsync(string connectionFile, bool allowRemote, KernelOptions options, CancellationToken cancellationToken)
    {
        // Tasks of a cell that block must not keep the sockets waiting for the pool to grow by a thread or two a second.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, PoolThreads), ports);
        var connection = ConnectionInfo.Read(connectionFile, allowRemote);
        var server = new KernelServer(connection, options);
        await using (server.ConfigureAwait(false))
        {
            StrayErrors.Catch(() => server.LatestOutput, options.Log);
            server.Start();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var ended = await Task.WhenAny(server.Ended.WaitAsync(stop.Token), new ParentWatch(options.Time).WaitAsync(stop.Token)).ConfigureAwait(false);
            if (ended != server.Ended && !server.Ended.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                options.Log("The process that started this kernel is gone; the kernel ends.");
            }

            await stop.CancelAsync().ConfigureAwait(false);
        }
    }
}
