using LabSdk.Connecting;
using LabSdk.Families.Cxl;
using LabSdk.Families.Daq;
using LabSdk.Families.Fleet;
using LabSdk.Families.Mds;
using LabSdk.Families.Odp;
using LabSdk.Simulation;
using LabSdk.Simulation.Cxl;
using LabSdk.Simulation.Fleet;
using LabSdk.Simulation.Mds;
using LabSdk.Simulation.Odp;

namespace LabSdk;

/// <summary>Adds <c>Lab.Simulate()</c>: the same lab on simulated peers inside this process, over real loopback sockets.</summary>
public static class LabSimulateExtensions
{
    extension(Lab)
    {
        /// <summary>
        /// Starts a simulated daemon, a diagnostic device, a module gateway, a CXL memory device (<c>mem0</c>) and a CXL switch
        /// (<c>switch0</c>), connects a lab to them, and stops them with the lab. Telemetry, a broker with a recorded session and a car that
        /// laps, is started when it is first used.
        /// Everything they give says SIMULATED. Blocks until it is connected.
        /// </summary>
        /// <param name="options">How the daemon is set up; null for a bench with all devices.</param>
        /// <param name="configure">Sets options of the lab; null for the defaults.</param>
        /// <param name="diagnostics">How the diagnostic device is set up; null for the defaults.</param>
        /// <param name="gateway">How the module gateway is set up; null for the defaults.</param>
        /// <param name="memory">How the CXL memory device is set up; null for the defaults.</param>
        /// <param name="fabric">How the CXL switch is set up; null for the defaults.</param>
        /// <param name="telemetry">How the telemetry is set up; null for the defaults.</param>
        /// <example><code>using var lab = Lab.Simulate();</code></example>
        public static Lab Simulate(
            SimulatedDaemonOptions? options = null,
            Action<LabOptions>? configure = null,
            SimulatedMdsOptions? diagnostics = null,
            SimulatedGatewayOptions? gateway = null,
            SimulatedCxlOptions? memory = null,
            SimulatedCxlSwitchOptions? fabric = null,
            SimulatedTelemetryOptions? telemetry = null) => Blocking.Run(
            token => StartAsync(options, configure, diagnostics, gateway, new SimulatedCxlConnector(memory, fabric), telemetry, token), new BlockingCall("Starting the simulated lab"));

        /// <summary>Starts a simulated daemon, a diagnostic device, a module gateway, a CXL memory device and a CXL switch, connects a lab to them, and stops them with the lab.</summary>
        /// <param name="options">How the daemon is set up; null for a bench with all devices.</param>
        /// <param name="configure">Sets options of the lab; null for the defaults.</param>
        /// <param name="diagnostics">How the diagnostic device is set up; null for the defaults.</param>
        /// <param name="gateway">How the module gateway is set up; null for the defaults.</param>
        /// <param name="memory">How the CXL memory device is set up; null for the defaults.</param>
        /// <param name="fabric">How the CXL switch is set up; null for the defaults.</param>
        /// <param name="telemetry">How the telemetry is set up; null for the defaults.</param>
        /// <param name="cancellationToken">Gives up starting.</param>
        public static Task<Lab> SimulateAsync(
            SimulatedDaemonOptions? options = null,
            Action<LabOptions>? configure = null,
            SimulatedMdsOptions? diagnostics = null,
            SimulatedGatewayOptions? gateway = null,
            SimulatedCxlOptions? memory = null,
            SimulatedCxlSwitchOptions? fabric = null,
            SimulatedTelemetryOptions? telemetry = null,
            CancellationToken cancellationToken = default) =>
            StartAsync(options, configure, diagnostics, gateway, new SimulatedCxlConnector(memory, fabric), telemetry, cancellationToken);
    }

    extension(Lab lab)
    {
        /// <summary>The simulated daemon behind this lab: kill it, restart it, make its calls fail. Null when the lab is real.</summary>
        public SimulatedDaemon? SimulatedDaemon => lab.Simulation?.Peers.OfType<SimulatedDaemon>().FirstOrDefault();

        /// <summary>The simulated diagnostic device behind this lab: unplug it, send messages, make its reports go wrong. Null when the lab has none.</summary>
        public SimulatedMdsDevice? SimulatedMds => lab.Connections.OfType<MdsLabConnection>().Select(each => each.Simulated).OfType<SimulatedMdsDevice>().FirstOrDefault();

        /// <summary>The simulated module gateway behind this lab: play the cloud, stop it, make its answers go wrong. Null when the lab has none.</summary>
        public SimulatedGateway? SimulatedGateway => lab.Connections.OfType<FleetLabConnection>().Select(each => each.Simulated).OfType<SimulatedGateway>().FirstOrDefault();

        /// <summary>The simulated CXL memory device behind this lab: change its health, add events, make its commands fail. Null when the lab has none.</summary>
        public SimulatedCxlDevice? SimulatedMemory => lab.Connections.OfType<CxlLabConnection>().Select(each => each.Simulated).OfType<SimulatedCxlDevice>().FirstOrDefault();

        /// <summary>The simulated CXL switch behind this lab: plug components in and out, make its commands fail. Null when the lab has none.</summary>
        public SimulatedCxlSwitch? SimulatedFabric => lab.Connections.OfType<CxlLabConnection>().Select(each => each.Simulated).OfType<SimulatedCxlSwitch>().FirstOrDefault();

        /// <summary>
        /// The simulated broker and car behind this lab: stop the broker, look at its topics, wait for the car. Null when the lab has none,
        /// and before <c>lab.Telemetry</c> was used.
        /// </summary>
        public SimulatedTelemetry? SimulatedTelemetry => lab.Connections.OfType<OdpLabConnection>().Select(each => each.Source.Simulated).OfType<SimulatedTelemetry>().FirstOrDefault();
    }

    private static async Task<Lab> StartAsync(
        SimulatedDaemonOptions? options,
        Action<LabOptions>? configure,
        SimulatedMdsOptions? diagnostics,
        SimulatedGatewayOptions? gateway,
        SimulatedCxlConnector components,
        SimulatedTelemetryOptions? telemetry,
        CancellationToken cancellationToken)
    {
        var daemon = await SimulatedDaemon.StartAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var own = new LabOptions { Token = options?.Token };
            configure?.Invoke(own);
            ILabConnector[] connectors = [new DaqConnector(), new SimulatedMdsConnector(diagnostics), new SimulatedFleetConnector(gateway), components, new SimulatedOdpConnector(telemetry, startsLate: true)];
            string[] addresses = [daemon.Address, "mds:sim", "fleet:sim", "cxl:sim", "cxl+sim://switch", "odp:sim"];
            return await Lab.ConnectAsync(addresses, own, connectors, new SimulatedPeers([daemon]), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await daemon.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
