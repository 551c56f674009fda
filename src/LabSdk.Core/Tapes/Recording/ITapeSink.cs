namespace LabSdk.Tapes;

/// <summary>Takes records, from any thread, without ever waiting.</summary>
internal interface ITapeSink
{
    /// <summary>False when a record of this size would not be taken; it is counted as lost then.</summary>
    bool MakesRoom(int bytes);

    /// <summary>Takes a record and its array.</summary>
    void Take(in TapeEntry entry);
}
