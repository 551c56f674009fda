namespace LabSdk.Odp;

/// <summary>Which sessions a reading without a session key takes.</summary>
public enum OdpReadingType
{
    /// <summary>Sessions that are live, and those that start later. With a session key: until the session ends.</summary>
    Live = 0,

    /// <summary>Sessions that are complete. With a session key: all that is there by now, also of a session that is live.</summary>
    Historic = 1,

    /// <summary>Both.</summary>
    Both = 2,
}

/// <summary>Where a live reading begins.</summary>
public enum OdpLiveStart
{
    /// <summary>With the session's first record.</summary>
    FromBeginning = 0,

    /// <summary>With the next record that comes; with a group, where the group left off.</summary>
    LeadingEdge = 1,
}
