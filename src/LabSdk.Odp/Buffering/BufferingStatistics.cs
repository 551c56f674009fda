namespace LabSdk.Odp;

/// <summary>What became of the values that a buffer got. Received = Delivered + Held + Late + Replaced + NotSubscribed.</summary>
/// <param name="Received">Values that came in.</param>
/// <param name="Delivered">Values in windows.</param>
/// <param name="Held">Values that wait.</param>
/// <param name="Late">Values that came after their time was delivered, so they are not: make the window longer.</param>
/// <param name="Replaced">Values of a parameter and time that came once more; the later one counts.</param>
/// <param name="NotSubscribed">Values of parameters that nobody asked for.</param>
public sealed record BufferingStatistics(long Received, long Delivered, long Held, long Late, long Replaced, long NotSubscribed);
