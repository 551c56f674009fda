using System.Security.Cryptography;
using System.Text;

namespace LabSdk.Kernel.Messaging;

/// <summary>Signs the exact bytes of a message with HMAC-SHA256, and checks such signatures. Thread-safe.</summary>
internal sealed class MessageSigner : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IncrementalHash? _hash;

    /// <summary>Creates a signer.</summary>
    /// <param name="key">The key of the connection file; empty when nothing is signed.</param>
    public MessageSigner(ReadOnlySpan<byte> key)
    {
        if (!key.IsEmpty)
        {
            _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        }
    }

    /// <summary>False when the key is empty: signatures are then neither made nor looked at.</summary>
    public bool IsOn => _hash is not null;

    /// <summary>The signature of four parts as lowercase hex; empty when signing is off.</summary>
    public byte[] Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content)
    {
        if (_hash is null)
        {
            return [];
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        lock (_lock)
        {
            _hash.AppendData(header);
            _hash.AppendData(parent);
            _hash.AppendData(metadata);
            _hash.AppendData(content);
            _hash.GetHashAndReset(hash);
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash));
    }

    /// <summary>Tells in constant time whether a signature fits.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> header, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content) =>
        _hash is null || CryptographicOperations.FixedTimeEquals(signature, Sign(header, parent, metadata, content));

    /// <inheritdoc/>
    public void Dispose() => _hash?.Dispose();
}
