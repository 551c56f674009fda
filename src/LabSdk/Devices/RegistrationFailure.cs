namespace LabSdk;

/// <summary>A device that stands in the peer's configuration but did not start.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="Name">Its name for people; may be empty.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Error">Why, in the peer's words.</param>
/// <param name="Endpoint">The endpoint that tells so, without secrets.</param>
public sealed record RegistrationFailure(string DeviceId, string Name, string Driver, string Error, string Endpoint);
