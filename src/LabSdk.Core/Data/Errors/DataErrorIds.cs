namespace LabSdk.Data;

/// <summary>The stable ids of errors raised by data frames. Each has a page in docs/errors.</summary>
public static class DataErrorIds
{
    /// <summary>The frame has no column of that name.</summary>
    public const string UnknownColumn = "LAB-DATA-0001";

    /// <summary>A column or cell holds another kind of value than the operation needs.</summary>
    public const string WrongKind = "LAB-DATA-0002";

    /// <summary>Lengths or counts do not fit together.</summary>
    public const string LengthMismatch = "LAB-DATA-0003";

    /// <summary>A column name is empty or used twice.</summary>
    public const string InvalidName = "LAB-DATA-0004";

    /// <summary>A null cell was read as a value.</summary>
    public const string MissingValue = "LAB-DATA-0005";

    /// <summary>A file or text is not what its format demands.</summary>
    public const string MalformedFile = "LAB-DATA-0006";

    /// <summary>A record type and the columns do not fit together.</summary>
    public const string RecordMapping = "LAB-DATA-0007";

    /// <summary>The file format cannot hold this content.</summary>
    public const string NotRepresentable = "LAB-DATA-0008";

    /// <summary>Values in different units would be mixed.</summary>
    public const string UnitMismatch = "LAB-DATA-0009";

    /// <summary>A file cannot be read or written.</summary>
    public const string FileFailed = "LAB-DATA-0010";
}
