using LabSdk.Connecting;
using LabSdk.Simulation;

namespace LabSdk;

/// <summary>Adds <c>Lab.Simulate()</c>: the same lab on simulated peers inside this process, over real loopback sockets.</summary>
public static class LabSimulateExtensions
{
    extension(Lab)
    {
        /// <summary>
        /// Starts a simulated daemon, connects a lab to it, and stops it with the lab. Everything it gives says SIMULATED.
        /// Blocks until it is connected.
        /// </summary>
        /// <param name="options">How the daemon is set up; null for a bench with all devices.</param>
        /// <param name="configure">Sets options of the lab; null for the defaults.</param>
        /// <example><code>using var lab = Lab.Simulate();</code></example>
        public static Lab Simulate(SimulatedDaemonOptions? options = null, Action<LabOptions>? configure = null) => Blocking.Run(
            token => StartAsync(options, configure, token), new BlockingCall("Starting the simulated lab"));

        /// <summary>Starts a simulated daemon, connects a lab to it, and stops it with the lab.</summary>
        /// <param name="options">How the daemon is set up; null for a bench with all devices.</param>
        /// <param name="configure">Sets options of the lab; null for the defaults.</param>
        /// <param name="cancellationToken">Gives up starting.</param>
        public static Task<Lab> SimulateAsync(
            SimulatedDaemonOptions? options = null, Action<LabOptions>? configure = null, CancellationToken cancellationToken = default) =>
            StartAsync(options, configure, cancellationToken);
    }

    extension(Lab lab)
    {
        /// <summary>The simulated daemon behind this lab: kill it, restart it, make its calls fail. Null when the lab is real.</summary>
        public SimulatedDaemon? SimulatedDaemon => lab.Simulation?.Peers.OfType<SimulatedDaemon>().FirstOrDefault();
    }

    private static async Task<Lab> StartAsync(SimulatedDaemonOptions? options, Action<LabOptions>? configure, CancellationToken cancellationToken)
    {
        var daemon = await SimulatedDaemon.StartAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var own = new LabOptions { Token = options?.Token };
            configure?.Invoke(own);
            return await Lab.ConnectAsync([daemon.Address], own, null, new SimulatedPeers([daemon]), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await daemon.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
