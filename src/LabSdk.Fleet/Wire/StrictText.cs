using System.Text;
using System.Text.Unicode;
using Google.Protobuf;

namespace LabSdk.Fleet.Wire;

/// <summary>The checks of texts that the protobuf library leaves out: it replaces what is wrong instead of refusing it.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses a text that UTF-8 cannot carry.</summary>
    public static void Check(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ArgumentException($"The text has half of a surrogate pair at position {i}, which UTF-8 cannot carry.", parameter);
            }

            i++;
        }
    }

    /// <summary>A text as UTF-8; a text that UTF-8 cannot carry is refused.</summary>
    public static byte[] Encode(string text, string parameter)
    {
        Check(text, parameter);
        return Strict.GetBytes(text);
    }

    /// <summary>
    /// Tells whether the texts of a device that the library has read were UTF-8 on the wire. Only a text with a replacement
    /// character can have been wrong, so only then the bytes are looked at again.
    /// </summary>
    /// <param name="device">What the library made of it.</param>
    /// <param name="message">The message, which the library could read.</param>
    /// <param name="deviceFieldOfMember1">The number of the device in the message's first member; in the second it is 1.</param>
    public static bool WasValid(Messages.DeviceMessage? device, ReadOnlySpan<byte> message, int deviceFieldOfMember1)
    {
        if (device is null || !(IsSuspect(device.DeviceRole) || IsSuspect(device.DeviceName)))
        {
            return true;
        }

        return Nested(message.ToArray(), 1).All(member => AreDevicesValid(member, deviceFieldOfMember1))
            && Nested(message.ToArray(), 2).All(member => AreDevicesValid(member, 1));
    }

    private static bool IsSuspect(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);

    private static bool AreDevicesValid(byte[] member, int deviceField) =>
        Nested(member, deviceField).All(device => Nested(device, 3).Concat(Nested(device, 4)).All(text => Utf8.IsValid(text)));

    // The fields of one number that hold bytes.
    private static IEnumerable<byte[]> Nested(byte[] message, int field)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                yield return input.ReadBytes().ToByteArray();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
