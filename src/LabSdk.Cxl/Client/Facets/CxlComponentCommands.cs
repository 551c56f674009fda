namespace LabSdk.Cxl;

/// <summary>The commands of every component, one method each. Larger tasks, such as whole logs and firmware updates, are methods of the endpoint.</summary>
public sealed partial class CxlComponentCommands
{
    private readonly CxlEndpoint _endpoint;

    internal CxlComponentCommands(CxlEndpoint endpoint) => _endpoint = endpoint;

    /// <summary>Sends a vendor specific command as bytes. Needs <see cref="CxlPermissions.AllowVendor"/>.</summary>
    /// <param name="opcode">C000h to FFFFh.</param>
    /// <param name="data">The request payload.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <returns>The answer: success with its payload, or <see cref="CxlReturnCode.BackgroundStarted"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The opcode is below C000h; nothing was sent.</exception>
    /// <inheritdoc cref="CxlEndpoint.ExecuteAsync(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public ValueTask<CxlReply> VendorSpecificAsync(ushort opcode, ReadOnlyMemory<byte> data = default, CancellationToken cancellationToken = default) =>
        _endpoint.ExecuteVendorAsync(opcode, data, cancellationToken);
}
