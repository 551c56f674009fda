namespace LabSdk.Tapes;

/// <summary>What a record of a tape is.</summary>
internal enum TapeRecordKind : byte
{
    /// <summary>JSON: when, by what. The first record.</summary>
    Start = 1,

    /// <summary>JSON: family, address and facts of a link.</summary>
    Link = 2,

    /// <summary>Numbers: how much did not get onto the tape here.</summary>
    Gap = 3,

    /// <summary>JSON: why the tape ends, how much is on it.</summary>
    Stop = 4,

    /// <summary>UTF-8: the name of a call that begins.</summary>
    Open = 16,

    /// <summary>Bytes that crossed the link.</summary>
    Message = 17,

    /// <summary>How a call ended: code, flags, text; trailers where there are some.</summary>
    End = 18,
}
