using System.Text;

namespace LabSdk.Kernel.Messaging;

/// <summary>The signatures of the latest messages, so that a recorded message cannot be played again. Thread-safe.</summary>
internal sealed class SeenSignatures(int most = 1 << 16)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <summary>Adds a signature; the oldest is forgotten when there are too many.</summary>
    /// <returns>False when it is known already.</returns>
    public bool TryAdd(ReadOnlySpan<byte> signature)
    {
        var text = Encoding.ASCII.GetString(signature);
        lock (_lock)
        {
            if (!_known.Add(text))
            {
                return false;
            }

            _order.Enqueue(text);
            if (_order.Count > most)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
