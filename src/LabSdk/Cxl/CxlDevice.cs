using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Families.Cxl;

namespace LabSdk;

/// <summary>
/// A CXL component: a memory device, a switch, a device with several logical devices or heads, or one behind these through a tunnel.
/// Its properties read it at once and return what they read; what a component does not have says so with
/// <see cref="NotSupportedByDeviceException"/>.
/// </summary>
/// <remarks>Thread-safe. <see cref="Client"/> is the asynchronous client, with all commands.</remarks>
/// <example>
/// <code>
/// using var lab = Lab.Connect("cxl:mem0");          // or "cxl+mctp://11/28", "cxl:sim"
/// var mem = lab.Cxl("mem0");
/// mem.Health
/// </code>
/// </example>
public sealed partial class CxlDevice : Device
{
    internal CxlDevice(Lab lab, DeviceParts parts)
        : base(lab, parts)
    {
        Source = parts.Cxl!;
        Temperature = new CxlReading(this, "temperature", CxlParts.TemperatureUnit, static health => health.TemperatureCelsius);
        LifeUsed = new CxlReading(this, "life_used", "%", static health => health.LifeUsedPercent);
        CorrectedVolatileErrors = new CxlReading(this, "corrected_volatile_errors", "", static health => health.CorrectedVolatileErrorCount);
        CorrectedPersistentErrors = new CxlReading(this, "corrected_persistent_errors", "", static health => health.CorrectedPersistentErrorCount);
        DirtyShutdowns = new CxlReading(this, "dirty_shutdowns", "", static health => health.DirtyShutdownCount);
    }

    /// <summary>The asynchronous client, with all of its calls; through the tunnel, for a view.</summary>
    public CxlEndpoint Client => Source.Endpoint;

    /// <summary>The way from the connected endpoint to this component; direct for the endpoint itself. Does not block.</summary>
    public Tunnel Tunnel => Client.Tunnel;

    /// <summary>Gets or sets which dangerous kinds of commands are let through; shared by all views of the endpoint. Does not block.</summary>
    /// <value>Default: nothing dangerous, unless the options of the lab or the address say otherwise.</value>
    public CxlPermissions Permissions
    {
        get => Client.Permissions;
        set => Client.Permissions = value;
    }

    /// <summary>Temperature in °C; a detector for scans. Not valid where the device does not measure it.</summary>
    public CxlReading Temperature { get; }

    /// <summary>Life used in percent; a detector for scans. Not valid where the device does not tell.</summary>
    public CxlReading LifeUsed { get; }

    /// <summary>Corrected errors of volatile memory since the last reset; stops at 4294967295. A detector for scans.</summary>
    public CxlReading CorrectedVolatileErrors { get; }

    /// <summary>Corrected errors of persistent memory since the last reset; stops at 4294967295. A detector for scans.</summary>
    public CxlReading CorrectedPersistentErrors { get; }

    /// <summary>Shutdowns that may have lost data; begins anew after 4294967295. A detector for scans.</summary>
    public CxlReading DirtyShutdowns { get; }

    /// <summary>How the component is: media, temperature, life used, error counts, alerts; for a switch its links. Blocks; a device that does not answer gives a fault, not an exception.</summary>
    public new CxlHealth Health => Wait($"Reading the health of '{Id}'", GetHealthAsync);

    /// <summary>The component and what it told.</summary>
    internal CxlSource Source { get; }

    /// <summary>A component behind this one through a tunnel: <c>sw.Through(Tunnel.SwitchMld(5, 3)).Health</c>. Asks nobody.</summary>
    /// <param name="tunnel">The way, from the connected endpoint.</param>
    /// <returns>A view that shares the connection; it needs no closing.</returns>
    public CxlDevice Through(Tunnel tunnel)
    {
        var source = new CxlSource(Parts.Cxl!.Endpoint.Through(tunnel), tunnel.Layers == 0 ? Source.Kind : CxlKind.Unknown);
        return new CxlDevice(Lab, CxlParts.Of(source, source.Endpoint.Name, Description.Endpoint, Description.IsSimulated, null));
    }

    /// <summary>Reads how it is. A device that does not answer gives a fault, not an exception.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public new async Task<CxlHealth> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return new CxlHealth(Id, await CxlHealthData.ReadAsync(Source, cancellationToken).ConfigureAwait(false), Description.IsSimulated);
    }

    /// <summary>Asks the component; when it does not have the command, the error says what it is.</summary>
    /// <param name="what">What is wanted, in the plural or without an article: <c>switch ports</c>.</param>
    /// <param name="command">The command that tells it.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal async Task<T> AskAsync<T>(string what, CxlCommand command, Func<CxlEndpoint, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        Lab.Calls.ThrowIfClosed();
        try
        {
            return await ask(Client, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (CxlSupport.IsMissing(error))
        {
            throw CxlSupport.Missing(this, what, command, error);
        }
    }

    /// <inheritdoc cref="AskAsync"/>
    internal T Ask<T>(string what, CxlCommand command, Func<CxlEndpoint, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken = default) =>
        Wait($"Reading the {what} of '{Id}'", token => AskAsync(what, command, ask, token), cancellationToken);

    /// <summary>Like <see cref="Ask"/>, for what may take many messages: without a time limit but that of each message.</summary>
    internal T AskLong<T>(string what, CxlCommand command, Func<CxlEndpoint, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(CallFor($"Reading the {what} of '{Id}'") with { Timeout = Timeout.InfiniteTimeSpan }, token => AskAsync(what, command, ask, token), cancellationToken);

    /// <summary>Sends something that changes the component. Blocks.</summary>
    /// <param name="what">What is done, for messages: <c>Setting the timestamp</c>.</param>
    /// <param name="part">What it is done to: <c>timestamp</c>.</param>
    /// <param name="command">The command.</param>
    /// <param name="tell">Sends it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal void Tell(string what, string part, CxlCommand command, Func<CxlEndpoint, CancellationToken, ValueTask> tell, CancellationToken cancellationToken = default) => Lab.Calls.Run(
        CallFor($"{what} of '{Id}'") with { Timeout = Timeout.InfiniteTimeSpan },
        token => AskAsync(part, command, async (client, cancel) =>
        {
            await tell(client, cancel).ConfigureAwait(false);
            return true;
        }, token),
        cancellationToken);

    internal BlockingCall CallFor(string what) => Call(what);
}
