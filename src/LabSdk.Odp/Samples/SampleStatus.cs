namespace LabSdk.Odp;

/// <summary>How far a sample can be trusted. Only <see cref="Valid"/> ones are data; numbers that are not listed are kept as they came.</summary>
public enum SampleStatus
{
    /// <summary>The writer said nothing; not taken as valid.</summary>
    Unspecified = 0,

    /// <summary>A measured value.</summary>
    Valid = 1,

    /// <summary>There was no value at this time.</summary>
    Missing = 2,

    /// <summary>The value could not be measured.</summary>
    Error = 3,
}
