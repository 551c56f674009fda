using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The logs that a component has, for <c>mem.Logs["Vendor Debug Log"].Read()</c>. Shows itself as a table.</summary>
public sealed class CxlLogs : CxlView, IReadOnlyList<CxlLog>
{
    private readonly CxlLog[] _logs;

    internal CxlLogs(CxlDevice device, IEnumerable<CxlLog> logs)
        : base(device) => _logs = [.. logs];

    /// <summary>How many there are.</summary>
    public int Count => _logs.Length;

    /// <summary>A log by its place.</summary>
    /// <param name="index">From 0.</param>
    public CxlLog this[int index] => _logs[index];

    /// <summary>A log by its name or UUID.</summary>
    /// <param name="name">For example <c>Vendor Debug Log</c>; case does not matter.</param>
    /// <exception cref="NotSupportedByDeviceException">The component has no such log; the nearest names are listed.</exception>
    public CxlLog this[string name] => CxlNamed.Find(Device, _logs, name, "log", static log => log.Name, static log => log.Uuid);

    /// <inheritdoc/>
    public IEnumerator<CxlLog> GetEnumerator() => ((IEnumerable<CxlLog>)_logs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlLogView.Of(this);
}
