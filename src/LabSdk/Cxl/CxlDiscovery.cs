using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The CXL components that this computer could connect to. Nothing was opened. Shows itself as a table with the addresses.</summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public sealed class CxlDiscovery : IDisplayable
{
    internal CxlDiscovery(IReadOnlyList<CxlMailboxInfo> mailboxes, CxlMctpListing? mctp, string? problem) => (Mailboxes, Mctp, MctpProblem) = (mailboxes, mctp, problem);

    /// <summary>The mailboxes below <c>/dev/cxl</c>.</summary>
    public IReadOnlyList<CxlMailboxInfo> Mailboxes { get; }

    /// <summary>What the MCTP services of this computer list; null when none could be asked.</summary>
    public CxlMctpListing? Mctp { get; }

    /// <summary>Why no MCTP service could be asked; null when one was.</summary>
    public string? MctpProblem { get; }

    /// <summary>The addresses for <c>Lab.Connect</c>.</summary>
    public IReadOnlyList<string> Addresses =>
    [
        .. Mailboxes.Select(static mailbox => $"cxl:{mailbox.Name}"),
        .. (Mctp?.Endpoints ?? []).Select(static endpoint => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cxl+mctp://{endpoint.Network}/{endpoint.EndpointId}")),
    ];

    /// <summary>Returns the table.</summary>
    public MimeBundle ToMimeBundle() => CxlDiscoveryView.Of(this).ToMimeBundle();

    /// <summary>Returns the table as self-contained HTML.</summary>
    public string ToHtml() => CxlDiscoveryView.Of(this).ToHtml();

    /// <summary>Returns the table as text.</summary>
    public override string ToString() => CxlDiscoveryView.Of(this).ToString();
}
