using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

/// <summary>What a device says about itself and about where its chunks are to go.</summary>
public sealed record DeviceConfig
{
    // Headers shorter than this would be half disclosed by their last characters.
    private const int ShortestShown = 12;

    /// <summary>A bit mask without a published meaning; 0x1F from HID firmware, 0 from BLE devices. Shown, not acted upon.</summary>
    public uint SupportedFeatures { get; init; }

    /// <summary>The device's name, for example its serial number.</summary>
    public string DeviceIdentifier { get; init; } = "";

    /// <summary>Where the device wants its chunks to be sent. From the device: checked before anything is sent there.</summary>
    public string DataUri { get; init; } = "";

    /// <summary>A header with the project key: <c>Memfault-Project-Key: ...</c>. Secret.</summary>
    public Secret Authorization { get; init; } = new("");

    /// <summary>The identifier as the device sent it.</summary>
    public ReadOnlyMemory<byte> DeviceIdentifierBytes { get; init; }

    /// <summary>The data URI as the device sent it.</summary>
    public ReadOnlyMemory<byte> DataUriBytes { get; init; }

    /// <summary>Items whose text filled all the space there is without an end mark, so that a part of it may be missing.</summary>
    public IReadOnlyList<MdsChannel> Truncated { get; init; } = [];

    /// <summary>The authorization for people: the header's name and the last four characters of a long enough key.</summary>
    public string MaskedAuthorization
    {
        get
        {
            if (Authorization.IsEmpty)
            {
                return "";
            }

            return AuthorizationHeader.TryParse(Authorization.Reveal(), out var name, out var value)
                ? $"{name}: {Secret.Mask}{(value.Length >= ShortestShown ? value[^4..] : "")}"
                : Secret.Mask;
        }
    }
}
