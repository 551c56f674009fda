using LabSdk.Fleet.Transport;

namespace LabSdk.Fleet.Client;

/// <summary>What is known of a try that failed, for its error.</summary>
/// <param name="Client">Who tried.</param>
/// <param name="Number">Which try it was, for people.</param>
/// <param name="Deadline">Its time.</param>
/// <param name="Arrived">What had arrived; null when there was no connection.</param>
internal sealed record FailedTry(FleetClient Client, string Number, Deadline Deadline, string? Arrived);
