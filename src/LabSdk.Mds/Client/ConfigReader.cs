using System.Buffers.Binary;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Client;

/// <summary>Turns the bytes of the config items into values.</summary>
internal static class ConfigReader
{
    /// <summary>The feature mask.</summary>
    /// <exception cref="MdsProtocolException">Fewer than four bytes.</exception>
    public static uint Features(ReadOnlySpan<byte> payload) => payload.Length >= MdsLimits.Features
        ? BinaryPrimitives.ReadUInt32LittleEndian(payload)
        : throw new MdsProtocolException(
            MdsErrorKind.Protocol, $"The device sent {payload.Length} of the {MdsLimits.Features} bytes of {MdsChannel.SupportedFeatures}.", "A BLE backend must fill the one byte up with zeros.");

    /// <summary>A text.</summary>
    /// <param name="item">Which one.</param>
    /// <param name="payload">What the device sent.</param>
    /// <param name="capacity">Room for the text with its end mark.</param>
    /// <param name="decoding">What to do with bad bytes.</param>
    /// <exception cref="MdsProtocolException">It is not UTF-8, and that is not tolerated.</exception>
    public static string Text(MdsChannel item, ReadOnlySpan<byte> payload, int capacity, MdsTextDecoding decoding)
    {
        var text = ConfigText.Cut(payload, capacity);
        return decoding == MdsTextDecoding.Replace ? ConfigText.DecodeLenient(text) : ConfigText.DecodeStrict(text)
            ?? throw new MdsProtocolException(
                MdsErrorKind.InvalidText, $"The device's {item} is not UTF-8 text.", "Set MdsOptions.TextDecoding to Replace to read it all the same.");
    }

    /// <summary>All items together.</summary>
    /// <exception cref="MdsProtocolException">An item is too short, or not UTF-8.</exception>
    public static DeviceConfig Config(ReadOnlySpan<byte> features, byte[] identifier, byte[] uri, byte[] authorization, MdsTextDecoding decoding)
    {
        var truncated = new List<MdsChannel>();
        foreach (var (channel, payload) in new[] { (MdsChannel.DeviceIdentifier, identifier), (MdsChannel.DataUri, uri), (MdsChannel.Authorization, authorization) })
        {
            if (ConfigText.IsTruncated(payload, MdsLimits.Capacity(channel)))
            {
                truncated.Add(channel);
            }
        }

        return new DeviceConfig
        {
            SupportedFeatures = Features(features),
            DeviceIdentifier = Text(MdsChannel.DeviceIdentifier, identifier, MdsLimits.DeviceIdentifier, decoding),
            DataUri = Text(MdsChannel.DataUri, uri, MdsLimits.DataUri, decoding),
            Authorization = new Secret(Text(MdsChannel.Authorization, authorization, MdsLimits.Authorization, decoding)),
            DeviceIdentifierBytes = identifier,
            DataUriBytes = uri,
            Truncated = truncated,
        };
    }
}
