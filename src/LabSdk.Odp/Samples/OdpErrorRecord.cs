namespace LabSdk.Odp;

/// <summary>An error that the data source reports: a fact of the car or rig, not a failure of this program.</summary>
/// <param name="Identifier">Which error.</param>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Application">The application that owns it.</param>
/// <param name="Group">Its group.</param>
/// <param name="Name">Short name.</param>
/// <param name="Description">Text.</param>
/// <param name="IsLogged">True for a logged error, false for a current one.</param>
/// <param name="IsSet">True when it appears, false when it is cleared.</param>
public sealed record OdpErrorRecord(
    string Identifier, ulong Time, string Application, string Group, string Name, string Description, bool IsLogged, bool IsSet) : IOdpData;
