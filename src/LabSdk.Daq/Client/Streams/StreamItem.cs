namespace LabSdk.Daq;

/// <summary>An item of a stream, with the mark that items may be missing before it.</summary>
internal readonly record struct StreamItem<T>(T Value, bool IsAfterReconnect);
