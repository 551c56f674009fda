using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl;

/// <content>Mailboxes and MCTP endpoints.</content>
public sealed partial class CxlContext
{
    /// <summary>Opens a CXL character device of this computer. No command is sent.</summary>
    /// <param name="name">The name below <c>/dev/cxl</c>, for example <c>mem0</c>; names that do not begin with mem are taken for other components.</param>
    /// <exception cref="CxlIoException">It is not there, or may not be opened.</exception>
    /// <exception cref="CxlRequestException">It is open in this context already, or that is no name.</exception>
    public CxlEndpoint OpenMailbox(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LinuxCxlPlaces.Checked(name);
        return Open(name, () => ToLink(LinuxCxlMailbox.Open(name, _places)));
    }

    /// <summary>Opens a mailbox of your own, for example a simulated one. No command is sent.</summary>
    /// <param name="mailbox">The mailbox; the endpoint owns it.</param>
    /// <exception cref="CxlRequestException">A mailbox of this name is open in this context already.</exception>
    public CxlEndpoint OpenMailbox(ICxlMailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return Open(mailbox.Name, () => ToLink(mailbox));
    }

    /// <summary>Opens an MCTP endpoint by channels of your own, for example of a simulated component.</summary>
    /// <param name="name">Its name, for example <c>mctp 11/28</c>.</param>
    /// <param name="openChannel">Opens the channel of a message type; called for component commands now, and for fabric manager commands when they are turned on. The endpoint owns the channels.</param>
    /// <param name="cancellationToken">Ends the wait for the probe.</param>
    /// <exception cref="CxlRequestException">An endpoint of this name is open in this context already.</exception>
    public Task<CxlEndpoint> OpenMctpAsync(string name, Func<CxlMessageType, IMctpChannel> openChannel, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(openChannel);
        return OpenAsync(name, () => new CxlLink(new MctpTransport(openChannel(CxlMessageType.Component), _options.TimeProvider, name), _options, openChannel), cancellationToken);
    }

    /// <summary>Opens an MCTP endpoint over sockets of the kernel.</summary>
    /// <param name="network">The MCTP network; 0 for the default one.</param>
    /// <param name="endpointId">The endpoint id, 8 to 254.</param>
    /// <param name="cancellationToken">Ends the wait for the probe.</param>
    /// <exception cref="CxlIoException">The kernel has no MCTP.</exception>
    /// <exception cref="CxlRequestException">It is open in this context already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">That is no endpoint id.</exception>
    public Task<CxlEndpoint> OpenMctpAsync(uint network, byte endpointId, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(endpointId);
        ArgumentOutOfRangeException.ThrowIfEqual(endpointId, MctpSocketAddress.AnyEndpoint);
        return OpenMctpAsync(MctpSocketChannel.NameOf(network, endpointId), type => MctpSocketChannel.Open(network, endpointId, type), cancellationToken);
    }

    /// <summary>Opens an endpoint by what is written for it.</summary>
    /// <param name="address">For example <c>cxl:mem0</c>, <c>mem0</c>, <c>cxl+mctp://11/28</c> or <c>mctp 11/28</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the probe.</param>
    /// <exception cref="CxlIoException">It is not there, or may not be opened.</exception>
    /// <exception cref="CxlRequestException">It is open in this context already, or cannot be read.</exception>
    public async Task<CxlEndpoint> OpenAsync(string address, CancellationToken cancellationToken = default)
    {
        var parsed = CxlAddress.Parse(address);
        return parsed.Mailbox is { } mailbox ? OpenMailbox(mailbox)
            : await OpenMctpAsync(parsed.Network, parsed.EndpointId, cancellationToken).ConfigureAwait(false);
    }

    private CxlLink ToLink(ICxlMailbox mailbox) =>
        new(new MailboxTransport(mailbox, _options.PreferRaw, _options.TimeProvider), _options)
        {
            KnownSerialNumber = mailbox.SerialNumber,
            IsFmApiEnabled = _options.Probe,
        };
}
