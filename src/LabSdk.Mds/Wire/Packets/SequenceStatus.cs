namespace LabSdk.Mds;

/// <summary>What the sequence number of a packet says about the packets before it.</summary>
public enum SequenceStatus
{
    /// <summary>The first packet since streaming was turned on.</summary>
    First,

    /// <summary>The packet that was expected.</summary>
    InOrder,

    /// <summary>Packets are missing. Losses of a multiple of 32 cannot be seen: the number has five bits.</summary>
    Gap,

    /// <summary>The same number as the packet before.</summary>
    Duplicate,

    /// <summary>An earlier packet than expected.</summary>
    OutOfOrder,

    /// <summary>The chunk came without a number, for example as a console line.</summary>
    Unnumbered,
}
