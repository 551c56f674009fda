namespace LabSdk.Tapes;

/// <summary>What comes next in a replayed call: a message, or its end.</summary>
/// <param name="Message">The message; null at the end.</param>
/// <param name="End">The end; null for a message.</param>
internal readonly record struct ReplayedItem(byte[]? Message, TapeEnd? End);
