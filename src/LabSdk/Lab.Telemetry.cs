using LabSdk.Odp;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>The telemetry broker of this lab: sessions, live signals, and writing. Does not block.</summary>
    /// <exception cref="LabConfigurationException">The lab has none (an example address is given), or several.</exception>
    /// <example><code>lab.Telemetry["Run 1"].Frame("vCar:Chassis", "gLat:Chassis", rate: 100)</code></example>
    public Telemetry Telemetry
    {
        get
        {
            Calls.ThrowIfClosed();
            var brokers = Devices.OfType<Telemetry>().ToArray();
            return brokers.Length switch
            {
                1 => brokers[0],
                0 => throw LabErrors.FamilyNotConnected("odp", Endpoints),
                _ => throw LabErrors.SeveralTelemetries(brokers.Select(broker => broker.Description.Endpoint)),
            };
        }
    }

    /// <summary>The asynchronous client of the telemetry broker, with all of its calls. Blocks while a simulated one starts.</summary>
    /// <inheritdoc cref="Telemetry" path="/exception"/>
    public OdpClient Odp => Telemetry.Client;

    /// <summary>One of several telemetry brokers, by its address. Does not block.</summary>
    /// <param name="endpoint">The address as given to <see cref="Connect(string[])"/>, without options.</param>
    /// <exception cref="LabConfigurationException">The lab is not connected to it.</exception>
    public Telemetry TelemetryAt(string endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        Calls.ThrowIfClosed();
        var brokers = Devices.OfType<Telemetry>().ToArray();
        return brokers.FirstOrDefault(broker => broker.Description.Endpoint == endpoint)
            ?? throw (brokers.Length == 0 ? LabErrors.FamilyNotConnected("odp", Endpoints) : LabErrors.SeveralTelemetries(brokers.Select(broker => broker.Description.Endpoint)));
    }
}
