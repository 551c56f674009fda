using System.Globalization;
using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl;

/// <summary>Where a CXL component is found: a mailbox of this computer, or an MCTP endpoint.</summary>
public sealed record CxlAddress
{
    private static readonly string[] Schemes = ["cxl+mctp://", "mctp://", "cxl+mctp:", "mctp:", "mctp ", "cxl:"];

    private CxlAddress(string? mailbox, uint network, byte endpointId) => (Mailbox, Network, EndpointId) = (mailbox, network, endpointId);

    /// <summary>The name of the mailbox below <c>/dev/cxl</c>; null for an MCTP endpoint.</summary>
    public string? Mailbox { get; }

    /// <summary>The MCTP network; 0 is the default one, and what mailboxes have.</summary>
    public uint Network { get; }

    /// <summary>The MCTP endpoint id; 0 for mailboxes.</summary>
    public byte EndpointId { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">For example <c>cxl:mem0</c>, <c>mem0</c>, <c>cxl+mctp://11/28</c> or <c>mctp 11/28</c>.</param>
    /// <exception cref="CxlRequestException">It cannot be read.</exception>
    public static CxlAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.Trim();
        var scheme = Schemes.FirstOrDefault(known => rest.StartsWith(known, StringComparison.OrdinalIgnoreCase)) ?? "";
        rest = rest[scheme.Length..];
        if (scheme is "" or "cxl:")
        {
            return new CxlAddress(LinuxCxlPlaces.Checked(rest), 0, 0);
        }

        var parts = rest.TrimEnd('/').Split('/');
        return parts.Length == 2 && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var network)
            && byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var endpointId) && endpointId is not 0 and not MctpSocketAddress.AnyEndpoint
            ? new CxlAddress(null, network, endpointId)
            : throw new CxlRequestException(CxlErrorIds.InvalidAddress, $"'{text}' is not the address of an MCTP endpoint.", "Give network and endpoint id, for example cxl+mctp://11/28.");
    }

    /// <summary>Returns the name that the endpoint has, for example <c>mem0</c> or <c>mctp 11/28</c>.</summary>
    public override string ToString() => Mailbox ?? MctpSocketChannel.NameOf(Network, EndpointId);
}
