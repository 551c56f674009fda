namespace LabSdk;

/// <summary>A device that names the host to be told of its scans.</summary>
internal interface IScanParticipant
{
    /// <summary>The host; several devices of a plan may share one.</summary>
    IScanHost ScanHost { get; }
}
