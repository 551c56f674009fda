namespace LabSdk.Fleet;

/// <summary>What a command of the mission module asks for.</summary>
public enum MissionAction
{
    /// <summary>An action that the documents do not name.</summary>
    Unknown,

    /// <summary>Nothing.</summary>
    NoAction,

    /// <summary>Stop.</summary>
    Stop,

    /// <summary>Start the mission.</summary>
    Start,
}
