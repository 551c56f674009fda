namespace LabSdk.Notebooks;

/// <summary>Whether a cell could be run as it stands.</summary>
public enum CompletenessStatus
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>It goes on: a brace, a string or a statement is open.</summary>
    Incomplete,

    /// <summary>No continuation can make it right.</summary>
    Invalid,
}
