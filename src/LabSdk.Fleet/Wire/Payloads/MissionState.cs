namespace LabSdk.Fleet;

/// <summary>What a car of the mission module does.</summary>
public enum MissionState
{
    /// <summary>A state that the documents do not name.</summary>
    Unknown,

    /// <summary>It waits for a mission.</summary>
    Idle,

    /// <summary>It drives.</summary>
    Drive,

    /// <summary>It stands in a stop.</summary>
    InStop,

    /// <summary>Something is in its way.</summary>
    Obstacle,

    /// <summary>It has failed.</summary>
    Error,
}
