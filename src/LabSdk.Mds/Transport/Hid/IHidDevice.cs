namespace LabSdk.Mds.Transport;

/// <summary>An open HID device, report by report. All buffers begin with the report id. Kept thin: real ones need hardware to be tested.</summary>
internal interface IHidDevice : IDisposable
{
    /// <summary>What the system knows of it.</summary>
    HidDeviceInfo Info { get; }

    /// <summary>The report descriptor; empty when the driver cannot get it.</summary>
    ReadOnlyMemory<byte> ReportDescriptor { get; }

    /// <summary>The implementation for people, for example <c>hidapi 0.13.1</c>.</summary>
    string Driver { get; }

    /// <summary>Asks for a feature report.</summary>
    /// <param name="report">In: the id; out: the report.</param>
    /// <returns>Bytes received, with the id.</returns>
    /// <exception cref="MdsTransportException">The request failed (Io), or the device is gone (Disconnected).</exception>
    /// <exception cref="MdsNotSupportedException">The device refused the request.</exception>
    int GetFeature(Span<byte> report);

    /// <summary>Sends a feature report.</summary>
    /// <returns>Bytes sent, with the id.</returns>
    /// <exception cref="MdsTransportException">The request failed (Io), or the device is gone (Disconnected).</exception>
    /// <exception cref="MdsNotSupportedException">The device refused the request.</exception>
    int SetFeature(ReadOnlySpan<byte> report);

    /// <summary>Waits for an input report. Blocks.</summary>
    /// <param name="report">At least 257 bytes.</param>
    /// <param name="timeout">Longest wait; infinite for none, zero to look only.</param>
    /// <param name="cancellationToken">Ends the wait within 100 ms.</param>
    /// <returns>Bytes received, with the id; 0 when nothing came in time.</returns>
    /// <exception cref="MdsTransportException">The read failed (Io), or the device is gone (Disconnected).</exception>
    int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken);
}
