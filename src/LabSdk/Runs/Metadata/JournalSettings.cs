using System.Text.Json;

namespace LabSdk;

/// <summary>The devices of a run when it began. Written behind the start, because asking them takes time.</summary>
internal sealed record JournalSettings(DateTimeOffset Time, IReadOnlyList<JournalDeviceSettings> Devices);

/// <summary>One device: what is known of it, and its parameters and settings.</summary>
/// <param name="Id">The device.</param>
/// <param name="Endpoint">Where it is, without secrets.</param>
/// <param name="Facts">What its peer says of it, for example firmware and serial number.</param>
/// <param name="Values">Its parameters and settings; what is secret by its name is masked.</param>
/// <param name="Error">What could not be read; null when all could.</param>
internal sealed record JournalDeviceSettings(
    string Id, string Endpoint, IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, JsonElement> Values, string? Error);

/// <summary>A peer of a run.</summary>
/// <param name="Endpoint">Where it is, without secrets.</param>
/// <param name="What">What it is, with its version where it tells one.</param>
internal sealed record JournalPeer(string Endpoint, string What);
