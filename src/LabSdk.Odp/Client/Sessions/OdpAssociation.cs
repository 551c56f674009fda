namespace LabSdk.Odp;

/// <summary>A session that belongs to another one.</summary>
/// <param name="Main">The session that names the other.</param>
/// <param name="AssociateKey">The key of the other.</param>
/// <param name="Associate">The other; null while it is not known here.</param>
public sealed record OdpAssociation(OdpSessionInfo Main, string AssociateKey, OdpSessionInfo? Associate);
