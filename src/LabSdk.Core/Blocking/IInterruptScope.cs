namespace LabSdk;

/// <summary>The interrupt of one cell, as its host manages it.</summary>
internal interface IInterruptScope
{
    /// <summary>What a blocking call that starts now observes.</summary>
    CancellationToken Token { get; }

    /// <summary>True once the user has asked a second time: nothing is to be finished or kept waiting any more.</summary>
    bool IsRepeated { get; }

    /// <summary>
    /// A blocking call has thrown because of the interrupt. From now on the code cleans up, so the host may let the next
    /// calls through for a moment: a laser is switched off in a finally block.
    /// </summary>
    void Reported();
}
