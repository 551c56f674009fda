namespace LabSdk.Cxl;

public readonly partial record struct CxlSupportedLog
{
    /// <summary>The name of the log; null for one that is not known here.</summary>
    public string? Name => CxlLogIds.NameOf(Uuid);
}

public readonly partial record struct CxlCelEntry
{
    /// <summary>The command; null for an opcode that is not known here.</summary>
    public CxlCommand? Command => CxlCommands.Find(Opcode);

    /// <summary>True when the command runs in the background.</summary>
    public bool RunsInBackground => Effects.HasFlag(CxlCommandEffects.Background);

    /// <summary>True when it can be aborted; only background commands can.</summary>
    public bool CanBeAborted => RunsInBackground && Effects.HasFlag(CxlCommandEffects.AbortSupported);
}

public readonly partial record struct CxlSupportedFeature
{
    /// <summary>The name of the feature; null for one that is not known here.</summary>
    public string? Name => CxlFeatureIds.NameOf(FeatureId);

    /// <summary>True when the value can be changed.</summary>
    public bool IsChangeable => Attributes.Changeable && SetSize != 0;
}

public readonly partial record struct GetTimestamp
{
    /// <summary>The device's clock, cut to 100 ns; null when it was never set.</summary>
    public DateTimeOffset? Time => CxlTime.ToDate(Timestamp);
}

public sealed partial record GetEventRecords
{
    /// <summary>True when the log has lost records.</summary>
    public bool IsOverflowed => Flags.HasFlag(CxlEventRecordsFlags.Overflow);

    /// <summary>True when the log has more records than fit the answer.</summary>
    public bool HasMore => Flags.HasFlag(CxlEventRecordsFlags.MoreEventRecords);

    /// <summary>How many records were lost; null when none were, or the device does not count.</summary>
    public int? LostRecords => IsOverflowed && OverflowCount != 0 ? OverflowCount : null;

    /// <summary>When the first record was lost, cut to 100 ns; null when none was, or the device had no time.</summary>
    public DateTimeOffset? FirstOverflowTime => IsOverflowed ? CxlTime.ToDate(FirstOverflowTimestamp) : null;

    /// <summary>When the last record was lost, cut to 100 ns; null when none was, or the device had no time.</summary>
    public DateTimeOffset? LastOverflowTime => IsOverflowed ? CxlTime.ToDate(LastOverflowTimestamp) : null;
}
