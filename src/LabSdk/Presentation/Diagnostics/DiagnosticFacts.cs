using System.Globalization;
using LabSdk.Display;
using LabSdk.Families.Mds;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>What the card of a diagnostic device says. Never the key.</summary>
internal static class DiagnosticFacts
{
    public static void Add(PropertyList facts, DiagnosticDevice device, DeviceState? state)
    {
        var client = device.Client;
        var now = client.Statistics;
        facts.Add(new Property("Packet rate", Cell.Number(state?.Reading ?? now.PacketsPerSecond, MdsParts.RateUnit), IsLead: true));
        facts.Add("Link state", client.State.ToString().ToLowerInvariant());
        facts.Add("Framing", $"{client.Framing.ToString().ToLowerInvariant()} (known from: {client.FramingEvidence.ToString().ToLowerInvariant()})");
        facts.Add("Packets", string.Create(CultureInfo.InvariantCulture, $"{now.Packets} ({now.Bytes} bytes), {now.Missed} missed"));
        facts.Add("Messages", string.Create(CultureInfo.InvariantCulture, $"{now.Messages} complete, {now.BadMessages} with a bad checksum, {now.AbandonedMessages} abandoned"));
        if (client.Config is { } config)
        {
            AddConfig(facts, config, client.UploadRefusal);
        }
    }

    private static void AddConfig(PropertyList facts, DeviceConfig config, string? refusal)
    {
        var keys = new KeyMask(config.Authorization);
        facts.Add("Identifier", Cell.Code(keys.Of(config.DeviceIdentifier)));

        // The host alone, large: it decides who gets the data, and a long path could hide it.
        facts.Add(new Property("Uploads would go to", Cell.Code(keys.Of(Host(config.DataUri))), IsLead: true));
        facts.Add("Data URI", Cell.Code(keys.Of(WithoutUser(config.DataUri))));
        facts.Add("Uploads allowed", refusal is null ? Cell.Of(State.Ok, "yes, off until asked for") : Cell.Of(State.Warn, keys.Of(refusal)));
        facts.Add("Authorization", config.Authorization.IsEmpty ? Cell.Of(State.Warn, "none") : Cell.Code(config.MaskedAuthorization));
        facts.Add("Features", string.Create(CultureInfo.InvariantCulture, $"0x{config.SupportedFeatures:x8}"));
        if (config.Truncated.Count > 0)
        {
            facts.Add("Cut off", Cell.Of(State.Warn, string.Join(", ", config.Truncated)));
        }
    }

    private static string Host(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0 ? parsed.IdnHost : "not a web address";

    private static string WithoutUser(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal);
        var at = start < 0 ? -1 : uri.IndexOf('@', start);
        return at < 0 ? uri : $"{uri[..(start + 3)]}{Secret.Mask}{uri[at..]}";
    }
}
