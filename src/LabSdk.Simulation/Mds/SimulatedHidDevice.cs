using LabSdk.Mds;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Simulation.Mds;

/// <summary>One host's handle of a simulated device.</summary>
internal sealed class SimulatedHidDevice(SimulatedMdsDevice device, HostQueue queue) : IHidDevice
{
    public HostQueue Queue => queue;

    public HidDeviceInfo Info { get; } = new($"sim:{device.Options.Serial}", device.Options.VendorId, device.Options.ProductId)
    {
        SerialNumber = device.Options.Serial,
        Manufacturer = "LabSdk",
        Product = "Simulated MDS device",
        UsagePage = 0xFF00,
        Usage = 1,
        Release = 0x0100,
        Interface = 0,
        HasMdsReports = true,
    };

    public ReadOnlyMemory<byte> ReportDescriptor { get; } = LabSdk.Mds.Wire.ReportDescriptor.Write(device.Options.Framing);

    public string Driver => "simulated";

    public int GetFeature(Span<byte> report)
    {
        var (id, length) = (report[0], report.Length);
        var answer = device.Ask(this, firmware =>
        {
            var buffer = new byte[length];
            return (Result: firmware.GetReport(MdsFirmware.FeatureType, id, buffer), Buffer: buffer);
        });
        if (answer.Result < 0)
        {
            throw new MdsNotSupportedException($"The simulated device refused the request for report {id}.");
        }

        answer.Buffer.CopyTo(report);
        if (device.Faults.TakeWrongId())
        {
            report[0] ^= 0x08;
        }

        if (device.Faults.TakeShortFeature())
        {
            return 2;
        }

        return device.Options.PadsReplies ? length
            : device.Options.EndsTexts && id != (byte)MdsChannel.SupportedFeatures ? Math.Min(answer.Result + 1, length)
            : answer.Result;
    }

    public int SetFeature(ReadOnlySpan<byte> report)
    {
        var bytes = report.ToArray();
        return device.Ask(this, firmware => firmware.SetReport(MdsFirmware.FeatureType, bytes)) == 0
            ? bytes.Length
            : throw new MdsNotSupportedException($"The simulated device refused report {Convert.ToHexStringLower(bytes)}.");
    }

    public int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        device.ThrowIfGone(this);
        if (device.Faults.TakeFailure())
        {
            throw new MdsTransportException(MdsErrorKind.Io, $"Reading from the simulated device '{device.Options.Serial}' failed.");
        }

        var read = Blocking.Run(
            _ => queue.TakeAsync(timeout, device.Options.Time, cancellationToken),
            new BlockingCall("Reading from the simulated device") { IsInterruptible = false, IsBackground = true });
        if (read is null)
        {
            device.ThrowIfGone(this);
            return 0;
        }

        read.CopyTo(report);
        return read.Length;
    }

    /// <summary>The next report; null when none came in time. For a host that, as a bus, fails no single read.</summary>
    public async Task<byte[]?> TakeInputAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        device.ThrowIfGone(this);
        var report = await queue.TakeAsync(timeout, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        if (report is null && !cancellationToken.IsCancellationRequested)
        {
            device.ThrowIfGone(this);
        }

        return report;
    }

    /// <summary>Says whether anything reads: a device whose reports nobody takes keeps its data.</summary>
    public void SetOpen(bool isOpen) => device.SetOpen(this, isOpen);

    public void Dispose() => device.Close(this);
}
