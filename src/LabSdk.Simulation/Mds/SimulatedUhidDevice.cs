using System.Globalization;
using LabSdk.Mds;
using LabSdk.Mds.Wire;
using LabSdk.Simulation.Mds;
using LabSdk.Simulation.Mds.Uhid;

namespace LabSdk.Simulation;

/// <summary>
/// Puts a simulated diagnostic device behind a real HID device of this computer: the kernel makes <c>/dev/hidrawN</c>, and whatever
/// opens it talks to the simulation. Linux, and the right to use <c>/dev/uhid</c> (usually root). Disposing it pulls the plug.
/// </summary>
/// <remarks>
/// Thread-safe. As on USB at most one report goes out in a millisecond, and only while a host has the device open; the kernel keeps 63
/// for each host and drops what comes while these wait. Source: linux/uhid.h; checked against kernel 6.12.
/// </remarks>
public sealed class SimulatedUhidDevice : IDisposable
{
    private const string Node = "/dev/uhid";
    private const byte FeatureType = 0;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static int _made;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly FileStream _kernel;
    private readonly SimulatedHidDevice _device;
    private readonly UhidNode _node = new(string.Create(CultureInfo.InvariantCulture, $"labsdk/{Environment.ProcessId}/{Interlocked.Increment(ref _made)}"));
    private bool _isDisposed;

    private SimulatedUhidDevice(FileStream kernel, SimulatedHidDevice device)
    {
        (_kernel, _device) = (kernel, device);
        device.SetOpen(false);
        var info = device.Info;
        Write(UhidEvents.Creation($"{info.Manufacturer} {info.Product}", _node.Place, info.SerialNumber, info.VendorId, info.ProductId, info.Release, device.ReportDescriptor.Span));
        new Thread(ServeRequests) { IsBackground = true, Name = "labsdk uhid requests" }.UnsafeStart();
        _ = Task.Run(SendReportsAsync);
    }

    /// <summary>True where the kernel offers <c>/dev/uhid</c>; whether it may be used is another matter.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists(Node);

    /// <summary>Makes the HID device; <see cref="WaitForNodeAsync"/> tells when it can be opened. No other host can have the simulated device open at the same time.</summary>
    /// <param name="device">The simulation; not disposed.</param>
    /// <exception cref="LabConfigurationException">This system has no <c>/dev/uhid</c>, or this user may not use it.</exception>
    /// <exception cref="MdsTransportException">The simulated device is open already.</exception>
    public static SimulatedUhidDevice Create(SimulatedMdsDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var kernel = OpenKernel();
        try
        {
            return new SimulatedUhidDevice(kernel, device.OpenHid());
        }
        catch
        {
            kernel.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the kernel has made the node that hosts open; usually for 20 to 50 ms.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The node's path, for example <c>/dev/hidraw0</c>.</returns>
    /// <exception cref="LabConfigurationException">None was made within 5 s.</exception>
    public Task<string> WaitForNodeAsync(CancellationToken cancellationToken = default) => _node.WaitAsync(cancellationToken);

    /// <summary>Pulls the plug: the kernel removes the device. Harmless when repeated.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _ending.Cancel();
            _kernel.Write(UhidEvents.Destruction());
        }

        _device.Dispose();

        // The kernel ends the device with the handle; the thread that waits in a read gets a last event or an error.
        _kernel.Dispose();
    }

    private static FileStream OpenKernel()
    {
        if (!IsSupported)
        {
            throw new LabConfigurationException(
                SimulationErrorIds.NoUhid,
                $"This system has no {Node}, so no HID device can be made.",
                OperatingSystem.IsLinux() ? "Load the kernel's module: sudo modprobe uhid. In containers it must be passed in." : "Only Linux has it.");
        }

        try
        {
            return new FileStream(Node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new LabConfigurationException(
                SimulationErrorIds.NoUhid, $"{Node} cannot be opened: {error.Message}", "Run as root, or give your user the right to read and write it.", innerException: error);
        }
    }

    private void ServeRequests()
    {
        var bytes = new byte[UhidEvents.Size];
        try
        {
            while (!_ending.IsCancellationRequested && _kernel.Read(bytes) >= 4)
            {
                Serve(bytes);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The handle is closed: the device is gone.
        }
    }

    private void Serve(byte[] bytes)
    {
        switch (UhidEvents.TypeOf(bytes))
        {
            case UhidEvents.GetReport:
                var (getId, number, type) = UhidEvents.ReadGet(bytes);
                Write(UhidEvents.GetReply(getId, type == FeatureType ? Get(number) : []));
                break;
            case UhidEvents.SetReport:
                var (setId, setType, report) = UhidEvents.ReadSet(bytes);
                Write(UhidEvents.SetReply(setId, setType == FeatureType && Set(report)));
                break;
            case UhidEvents.Open:
                _device.SetOpen(true);
                break;
            case UhidEvents.Close:
                _device.SetOpen(false);
                break;
            default:
                // Start, stop and output reports mean nothing to this device.
                break;
        }
    }

    private byte[] Get(byte number)
    {
        var report = new byte[1 + MdsLimits.Authorization];
        report[0] = number;
        try
        {
            return report[..Math.Clamp(_device.GetFeature(report), 0, report.Length)];
        }
        catch (LabException)
        {
            // The device refuses or fails: the kernel tells its caller.
            return [];
        }
    }

    private bool Set(byte[] report)
    {
        try
        {
            return _device.SetFeature(report) > 0;
        }
        catch (LabException)
        {
            return false;
        }
    }

    private async Task SendReportsAsync()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                if (await _device.TakeInputAsync(LongestWait, _ending.Token).ConfigureAwait(false) is { } report)
                {
                    Write(UhidEvents.Input(report));
                    await Task.Delay(PollInterval, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (Exception error) when (error is LabException or IOException or ObjectDisposedException)
        {
            // Unplugged in the simulation: unplugged here.
            Dispose();
        }
    }

    private void Write(byte[] bytes)
    {
        lock (_writing)
        {
            if (!_isDisposed)
            {
                _kernel.Write(bytes);
            }
        }
    }
}
