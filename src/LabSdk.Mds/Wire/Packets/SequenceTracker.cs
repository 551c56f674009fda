namespace LabSdk.Mds.Wire;

/// <summary>Follows the five-bit sequence numbers of one stream. Allocates nothing; not thread-safe.</summary>
internal struct SequenceTracker
{
    private const int Modulus = 32;

    // A distance up to half of the modulus is taken for a loss, a larger one for an old packet.
    private const int LargestGap = 16;

    private int _last;
    private bool _hasLast;

    /// <summary>Takes the number of the next packet.</summary>
    /// <param name="sequence">0 to 31.</param>
    /// <param name="missed">For a gap the number of missing packets, a lower bound; otherwise 0.</param>
    public SequenceStatus Next(int sequence, out int missed)
    {
        missed = 0;
        if (!_hasLast)
        {
            (_last, _hasLast) = (sequence, true);
            return SequenceStatus.First;
        }

        var distance = (sequence - (_last + 1)) & (Modulus - 1);
        _last = sequence;
        switch (distance)
        {
            case 0:
                return SequenceStatus.InOrder;
            case Modulus - 1:
                return SequenceStatus.Duplicate;
            case <= LargestGap:
                missed = distance;
                return SequenceStatus.Gap;
            default:
                return SequenceStatus.OutOfOrder;
        }
    }

    /// <summary>The number that the next packet should have; null before the first.</summary>
    public readonly int? Expected => _hasLast ? (_last + 1) & (Modulus - 1) : null;

    /// <summary>Forgets the last number: streaming was turned on or off, or the device came back.</summary>
    public void Reset() => _hasLast = false;
}
