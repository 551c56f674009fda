namespace LabSdk.Cxl;

/// <summary>A request does not fit the endpoint or what the device says of itself. Nothing was sent.</summary>
public sealed class CxlRequestException : LabConfigurationException, ICxlError
{
    internal CxlRequestException(string errorId, string message, string? hint = null)
        : base(errorId, message, hint)
    {
    }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }

    internal static CxlRequestException TooLarge(string endpoint, ushort opcode, int size, int limit) => new(
        CxlErrorIds.TooLarge,
        $"{CxlOpcodes.Describe(opcode)} was not sent to {endpoint}: its payload has {size} bytes, and {limit} fit.",
        "Split it: the whole operations of an endpoint do so by themselves.") { Opcode = opcode, Endpoint = endpoint };
}
