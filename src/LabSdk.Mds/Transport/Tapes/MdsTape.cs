using System.Text.Json;
using LabSdk.Tapes;

namespace LabSdk.Mds.Transport;

/// <summary>What a tape is told of a link: config items, stream control, reports. Never a project key.</summary>
internal sealed class MdsTape(TapeTap tap)
{
    /// <summary>Reports, and what turned them on and off.</summary>
    public const string Stream = "stream";

    private readonly TapedCall _stream = tap.Channel(Stream);

    /// <summary>What reading an item is called.</summary>
    public static string Reading(MdsChannel item) => $"read {item}";

    /// <summary>Says what the link is.</summary>
    public void Describe(MdsLink link)
    {
        tap.Facts["transport"] = link.Transport.ToString();
        tap.Facts["name"] = link.Name;
        tap.Facts["driver"] = link.Driver;
        tap.Facts["descriptor"] = Convert.ToHexString(link.ReportDescriptor.Span);
        if (link.Hid is { } hid)
        {
            tap.Facts["hid"] = JsonSerializer.Serialize(hid, TapeJson.Options);
        }

        if (link.IsSimulated)
        {
            tap.Facts[TapeFacts.Simulated] = "true";
        }
    }

    /// <summary>An item was read.</summary>
    public void Read(MdsChannel item, ReadOnlySpan<byte> payload)
    {
        if (tap.Begin(Reading(item)) is { } call)
        {
            call.Received(item == MdsChannel.Authorization ? Masked(payload) : payload);
            call.End(TapeEnd.Good);
        }
    }

    /// <summary>An item could not be read.</summary>
    public void NotRead(MdsChannel item, Exception error) => tap.Begin(Reading(item))?.End(Failure(error));

    /// <summary>Streaming was turned on or off.</summary>
    public void Written(ReadOnlySpan<byte> control) => _stream.Sent(control);

    /// <summary>A report came, without its id.</summary>
    public void Report(ReadOnlySpan<byte> payload) => _stream.Received(payload);

    /// <summary>A report could not be read.</summary>
    public void NotReported(Exception error) => _stream.Failed(Failure(error));

    /// <summary>The name of the header, which is no secret, and nothing of the key.</summary>
    internal static byte[] Masked(ReadOnlySpan<byte> payload)
    {
        var end = payload.IndexOf((byte)0);
        var text = end < 0 ? payload : payload[..end];
        var colon = text.IndexOf((byte)':');
        return text.IsEmpty ? [] : colon <= 0 ? "masked"u8.ToArray() : [.. text[..(colon + 1)], .. "masked"u8];
    }

    private static TapeEnd Failure(Exception error) => new(
        1 + (int)(error is IMdsError known ? known.Kind : error is TimeoutException ? MdsErrorKind.Timeout : MdsErrorKind.Io),
        (error as LabException)?.Problem ?? error.Message,
        error is OperationCanceledException);
}
