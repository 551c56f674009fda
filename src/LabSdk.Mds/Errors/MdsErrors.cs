namespace LabSdk.Mds;

/// <summary>Turns what a backend throws into the family's errors.</summary>
internal static class MdsErrors
{
    public const string LibraryHint = "On Debian install libhidapi-hidraw0; on macOS 'brew install hidapi'; on Windows put hidapi.dll beside the program.";

    /// <summary>The error to show for one that a link threw; null when it must pass as it is (cancelled, wrong use, already ours).</summary>
    /// <param name="error">From a backend.</param>
    /// <param name="doing">What was tried, as the begin of a sentence.</param>
    /// <param name="device">The device, for the error's details.</param>
    public static LabException? Wrap(Exception error, string doing, string? device) => error switch
    {
        LabException or OperationCanceledException or ArgumentException or InvalidOperationException and not ObjectDisposedException => null,
        TimeoutException => new MdsTimeoutException($"{doing} failed: no answer in time.", null, innerException: error) { DeviceId = device },
        NotSupportedException => new MdsNotSupportedException($"{doing} failed: {error.Message}", innerException: error) { DeviceId = device },
        ObjectDisposedException => new MdsTransportException(MdsErrorKind.Disconnected, $"{doing} failed: the link is closed.", innerException: error) { DeviceId = device },
        _ => new MdsTransportException(MdsErrorKind.Io, $"{doing} failed: {error.Message}", innerException: error) { DeviceId = device },
    };
}
