namespace LabSdk.Tapes;

/// <summary>The first record of a tape.</summary>
/// <param name="Started">When the lab was connected: what times count from.</param>
/// <param name="Sdk">The version that wrote it.</param>
/// <param name="IsSimulated">True when the peers were simulated: everything that shows it says so.</param>
/// <param name="LeftOut">Endpoints whose transport is not recorded.</param>
internal sealed record TapeStart(DateTimeOffset Started, string Sdk, bool IsSimulated = false, IReadOnlyList<string>? LeftOut = null);

/// <summary>A link of a tape.</summary>
/// <param name="Family">Its family, for example daq.</param>
/// <param name="Address">Its address, without secrets.</param>
/// <param name="Facts">What replaying needs to know of it.</param>
internal sealed record TapeLinkInfo(string Family, string Address, IReadOnlyDictionary<string, string>? Facts = null);

/// <summary>The last record of a tape that was ended in order.</summary>
/// <param name="Reason">closed, stopped, full.</param>
/// <param name="Records">Records before it.</param>
/// <param name="LostRecords">Records that did not get onto it.</param>
internal sealed record TapeStop(string Reason, long Records, long LostRecords);
