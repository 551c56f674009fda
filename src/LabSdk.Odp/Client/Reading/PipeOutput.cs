namespace LabSdk.Odp.Client;

/// <summary>What became of a packet.</summary>
internal enum PipeOutcome
{
    Delivered,

    /// <summary>It was delivered before, from another place.</summary>
    Copy,

    /// <summary>The filter or the chosen signals leave it out.</summary>
    Unwanted,

    /// <summary>Its format is not known yet.</summary>
    Held,

    Malformed,

    Undecodable,
}

/// <summary>An item of an enumeration, or the begin or end of a session between items.</summary>
internal readonly record struct PipeOutput<T>(T Item, bool HasItem, ReadStep Step);
