namespace LabSdk.Cxl;

public readonly partial record struct BgOpStatus
{
    /// <summary>True while the command runs.</summary>
    public bool IsInProgress => Status.InProgress;

    /// <summary>How far it is, in percent.</summary>
    public int Percent => Status.PercentComplete;

    /// <summary>True when the last command was aborted. Components leave the percentage below 100 then.</summary>
    public bool IsAborted => !IsInProgress && ReturnCode == CxlReturnCode.Aborted;

    /// <summary>The result of the last command; null while it runs, and when the component does not tell one (percent below 100 and not aborted).</summary>
    public CxlReturnCode? Result => !IsInProgress && (Percent == 100 || IsAborted) ? ReturnCode : null;
}
