namespace LabSdk.Simulation.Odp;

/// <summary>Bytes of a client that are no request. Its connection is closed; it never reaches a user.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
