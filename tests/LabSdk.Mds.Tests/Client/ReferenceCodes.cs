namespace LabSdk.Mds.Tests.Client;

/// <summary>The reference's numbers as this SDK's kinds (Linux).</summary>
internal static class ReferenceCodes
{
    public static bool IsTimeout(int code) => code is -6 or -110 or -11;

    /// <summary>What a backend of this SDK throws where one of the reference returns the number.</summary>
    public static Exception Error(int code) => code switch
    {
        _ when IsTimeout(code) => new TimeoutException("scripted"),
        -5 => new IOException("scripted"),
        -19 => new MdsTransportException(MdsErrorKind.Disconnected, "scripted"),
        -95 => new NotSupportedException("scripted"),
        -22 => new MdsProtocolException(MdsErrorKind.Protocol, "scripted"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "no such number in the vectors"),
    };

    public static MdsErrorKind Kind(int code) => code switch
    {
        _ when IsTimeout(code) => MdsErrorKind.Timeout,
        -5 or -1 => MdsErrorKind.Io,
        -19 => MdsErrorKind.Disconnected,
        -95 => MdsErrorKind.NotSupported,
        -22 => MdsErrorKind.Protocol,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "no such number in the vectors"),
    };

    /// <summary>Asserts that an operation ends as the reference's number says.</summary>
    public static async Task ExpectAsync(int code, Func<Task> operation)
    {
        if (code >= 0)
        {
            await operation();
            return;
        }

        var error = await Assert.ThrowsAnyAsync<LabException>(operation);
        Assert.Equal(Kind(code), Assert.IsAssignableFrom<IMdsError>(error).Kind);
    }
}
