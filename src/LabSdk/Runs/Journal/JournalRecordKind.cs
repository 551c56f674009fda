namespace LabSdk;

/// <summary>What a record of a journal holds. Readers skip kinds that they do not know.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>What is going to be done, JSON: the first record.</summary>
    Start = 1,

    /// <summary>The columns of the rows that follow, JSON.</summary>
    Descriptor = 2,

    /// <summary>One measured point, binary.</summary>
    Row = 3,

    /// <summary>How the run ended, JSON.</summary>
    Stop = 4,

    /// <summary>The run goes on after an end or a crash, JSON: says how many rows stay.</summary>
    Resumed = 5,

    /// <summary>Something happened on the way, JSON: paused, suspended, retried, rewound.</summary>
    Event = 6,

    /// <summary>The user's judgement, JSON: good or bad.</summary>
    Mark = 7,

    /// <summary>Parameters and settings of the devices when the run began, JSON.</summary>
    Settings = 8,
}
