using System.Text;
using LabSdk.Grpc.Wire;

namespace Grpc.Core;

internal sealed partial class Metadata
{
    /// <summary>One key with its value: text, or bytes when the key ends in <c>-bin</c>.</summary>
    public sealed class Entry
    {
        private readonly string? _value;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            MetadataKeys.Check(key);
            if (IsBinaryKey(key))
            {
                throw new ArgumentException($"Metadata key '{key}' ends in -bin: give its value as bytes.", nameof(value));
            }

            if (!MetadataKeys.IsTextValue(value))
            {
                throw new ArgumentException(
                    $"The value of metadata key '{key}' holds characters outside printable ASCII. Use a key that ends in -bin and give bytes.",
                    nameof(value));
            }

            Key = key;
            _value = value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            MetadataKeys.Check(key);
            if (!IsBinaryKey(key))
            {
                throw new ArgumentException($"Metadata key '{key}' must end in -bin to carry bytes.", nameof(key));
            }

            Key = key;
            _bytes = [.. valueBytes];
        }

        private Entry(string key, string? value, byte[]? bytes) => (Key, _value, _bytes) = (key, value, bytes);

        public string Key { get; }

        public bool IsBinary => _bytes is not null;

        public string Value => _value
            ?? throw new InvalidOperationException($"Metadata '{Key}' is binary: use {nameof(ValueBytes)}.");

        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _bytes];

        /// <summary>Keys only for binary values and for credentials: entries end up in logs.</summary>
        public override string ToString() =>
            IsBinary ? $"[{Key}: {_bytes!.Length} bytes]"
            : MetadataKeys.IsCredential(Key) ? $"[{Key}: {LabSdk.Secret.Mask}]"
            : $"[{Key}: {_value}]";

        /// <summary>An entry as it was received; the sender's key is not judged.</summary>
        internal static Entry Received(string key, string value) => new(key, value, null);

        /// <inheritdoc cref="Received(string, string)"/>
        internal static Entry Received(string key, byte[] value) => new(key, null, value);

        /// <summary>The bytes without a copy, for encoding.</summary>
        internal ReadOnlySpan<byte> BytesSpan => _bytes;

        private static bool IsBinaryKey(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);
    }
}
