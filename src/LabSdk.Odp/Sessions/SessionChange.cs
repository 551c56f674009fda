namespace LabSdk.Odp.Sessions;

/// <summary>What a record did to the table of sessions.</summary>
internal enum SessionChangeKind
{
    /// <summary>Nothing; <see cref="SessionChange.Reason"/> says why.</summary>
    Ignored,

    /// <summary>A session was created.</summary>
    Started,

    /// <summary>Details of a session changed.</summary>
    Updated,

    /// <summary>A session is complete.</summary>
    Ended,
}

/// <summary>What a record did to the table of sessions.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Session">The session afterwards; null when the record was ignored.</param>
/// <param name="NewAssociates">Keys of sessions that it is associated with from now on.</param>
/// <param name="Reason">Why the record was ignored.</param>
internal readonly record struct SessionChange(SessionChangeKind Kind, OdpSessionInfo? Session, IReadOnlyList<string> NewAssociates, string? Reason)
{
    public static SessionChange Ignore(string reason) => new(SessionChangeKind.Ignored, null, [], reason);
}
