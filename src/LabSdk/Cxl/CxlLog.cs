using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>One log of a component.</summary>
public sealed class CxlLog : CxlView
{
    internal CxlLog(CxlDevice device, CxlSupportedLog log, CxlLogCapabilities? capabilities)
        : base(device) => (Uuid, Size, Name, Capabilities) = (log.Uuid, log.Size, log.Name ?? log.Uuid.ToString(), capabilities);

    /// <summary>Its name; its UUID for one that is not known here.</summary>
    public string Name { get; }

    /// <summary>Its UUID.</summary>
    public Guid Uuid { get; }

    /// <summary>Its largest size in bytes.</summary>
    public uint Size { get; }

    /// <summary>What can be done with it; null when the component does not tell.</summary>
    public CxlLogCapabilities? Capabilities { get; }

    /// <summary>Reads the whole log, in as many parts as it needs, with a bar for long ones. Blocks.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public CxlBytes Read(CancellationToken cancellationToken = default) => new(
        Device,
        Name,
        Device.RunWithProgress($"Reading the log {Name} of '{Device.Id}'", Name, CxlCommands.GetLog, (client, progress, token) => client.ReadLogAsync(Uuid, progress, token), cancellationToken));

    /// <summary>Removes its entries. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CxlDeviceException">The component refused, for example because this log cannot be cleared.</exception>
    public void Clear(CancellationToken cancellationToken = default) => Device.Tell(
        "Clearing a log", "clearing of logs", CxlCommands.ClearLog, (client, token) => client.Component.ClearLogAsync(new ClearLogRequest { Uuid = Uuid }, token), cancellationToken);

    /// <summary>Lets the component fill the log now. Blocks until it has, with a bar when it takes long.</summary>
    /// <param name="timeout">Longest wait; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    public void Populate(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Device.RunOperation(
        $"Filling the log {Name}", CxlCommands.PopulateLog, (client, token) => client.Component.StartPopulateLogAsync(new PopulateLogRequest { Uuid = Uuid }, token), timeout, cancellationToken);

    internal override Block View() => CxlLogView.Of(this);
}
