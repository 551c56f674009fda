using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Simulation.Odp;

/// <summary>The connections that clients have opened.</summary>
internal sealed class ConnectionTable
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<long, ConnectionDetails> _all = new();

    public int Count => _all.Count;

    /// <summary>Stores details as they came; null when there are too many connections that nobody closed.</summary>
    public long? Add(ConnectionDetails details)
    {
        if (_all.Count >= Most)
        {
            return null;
        }

        // As the platform's server numbers them: a hash in the high half, chance in the low one. It may be negative.
        var hash = (long)BitConverter.ToInt32(SHA256.HashData(details.ToByteArray())) << 32;
        long id;
        do
        {
            id = hash | (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        }
        while (!_all.TryAdd(id, details.Clone()));
        return id;
    }

    public bool TryGet(long id, [NotNullWhen(true)] out ConnectionDetails? details) => _all.TryGetValue(id, out details);

    public bool Remove(long id) => _all.TryRemove(id, out _);
}
