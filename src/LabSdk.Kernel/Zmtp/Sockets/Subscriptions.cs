namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>The topics that a peer wants, counted: what was asked for twice has to be given up twice. Thread-safe.</summary>
internal sealed class Subscriptions(int most)
{
    private readonly Lock _lock = new();
    private readonly List<(byte[] Topic, int Count)> _topics = [];

    /// <summary>Adds a topic; the empty one stands for everything.</summary>
    /// <exception cref="ProtocolException">The peer has too many.</exception>
    public void Add(ReadOnlyMemory<byte> topic)
    {
        lock (_lock)
        {
            var at = Find(topic.Span);
            if (at >= 0)
            {
                _topics[at] = (_topics[at].Topic, _topics[at].Count + 1);
            }
            else if (_topics.Count == most)
            {
                throw new ProtocolException(KernelErrorIds.Transport, $"A peer has more than {most} subscriptions.");
            }
            else
            {
                _topics.Add((topic.ToArray(), 1));
            }
        }
    }

    /// <summary>Gives a topic up once; one that is not there is ignored.</summary>
    public void Remove(ReadOnlyMemory<byte> topic)
    {
        lock (_lock)
        {
            var at = Find(topic.Span);
            if (at >= 0 && _topics[at].Count > 1)
            {
                _topics[at] = (_topics[at].Topic, _topics[at].Count - 1);
            }
            else if (at >= 0)
            {
                _topics.RemoveAt(at);
            }
        }
    }

    /// <summary>True when a message with this first frame is wanted.</summary>
    public bool Matches(ReadOnlySpan<byte> topic)
    {
        lock (_lock)
        {
            foreach (var (wanted, _) in _topics)
            {
                if (topic.StartsWith(wanted))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private int Find(ReadOnlySpan<byte> topic)
    {
        for (var i = 0; i < _topics.Count; i++)
        {
            if (topic.SequenceEqual(_topics[i].Topic))
            {
                return i;
            }
        }

        return -1;
    }
}
