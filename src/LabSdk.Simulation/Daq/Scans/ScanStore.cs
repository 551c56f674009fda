using System.Globalization;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The scans of one daemon process.</summary>
internal sealed class ScanStore(DaemonState state)
{
    private const long MostPoints = 10_000_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedScan> _scans = new(StringComparer.Ordinal);
    private int _lastNumber;

    public IReadOnlyList<SimulatedScan> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _scans.Values];
            }
        }
    }

    /// <summary>Why a scan is refused, in the daemon's words; null when it is fine.</summary>
    public string? Refuse(ScanConfig config)
    {
        if (config.Axes.Count == 0)
        {
            return "Scan must have at least one axis";
        }

        return config.Axes.Select(RefuseAxis).FirstOrDefault(reason => reason is not null)
            ?? config.AcquireDeviceIds.Select(RefuseAcquisition).FirstOrDefault(reason => reason is not null)
            ?? RefuseCamera(config)
            ?? (config.Axes.Aggregate(1.0, (product, axis) => product * axis.NumPoints) > MostPoints ? "Scan has too many points" : null);
    }

    public SimulatedScan Create(ScanConfig config)
    {
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"scan-{++_lastNumber}");
            return _scans[id] = new SimulatedScan(state, id, config);
        }
    }

    public SimulatedScan? Find(string id)
    {
        lock (_gate)
        {
            return _scans.GetValueOrDefault(id);
        }
    }

    private string? RefuseAxis(AxisConfig axis) => state.Find(axis.DeviceId) switch
    {
        null => $"Device not found: {axis.DeviceId}",
        not IMovableDriver => $"Device is not movable: {axis.DeviceId}",
        _ when axis.NumPoints == 0 => $"Axis {axis.DeviceId} must have at least 1 point",
        _ => null,
    };

    private string? RefuseAcquisition(string id) => state.Find(id) switch
    {
        null => $"Acquire device not found: {id}",
        IReadableDriver or IFrameDriver => null,
        _ => $"Acquire device is not readable or frame producer: {id}",
    };

    private string? RefuseCamera(ScanConfig config) => !config.HasCameraDeviceId ? null : state.Find(config.CameraDeviceId) switch
    {
        null => $"Camera device not found: {config.CameraDeviceId}",
        ITriggerableDriver => null,
        _ => $"Camera is not triggerable: {config.CameraDeviceId}",
    };
}
