namespace LabSdk;

/// <summary>How a run stands, as its journal and its process tell.</summary>
public enum RunOutcome
{
    /// <summary>Every point was measured.</summary>
    Success,

    /// <summary>A device, a callback or a limit of time ended it.</summary>
    Fail,

    /// <summary>The user ended it in the middle.</summary>
    Abort,

    /// <summary>The user, or a callback, ended it early on purpose, after a finished point.</summary>
    Stopped,

    /// <summary>Its process measures.</summary>
    Running,

    /// <summary>Its process is gone and has written no end: killed, crashed, or power was lost. Every point of the journal is there.</summary>
    Lost,

    /// <summary>It has no end and was begun on another computer, whose processes cannot be asked from here; or its end is of a kind that this version does not know.</summary>
    Unknown,

    /// <summary>The file cannot be read as a journal.</summary>
    Unreadable,
}
