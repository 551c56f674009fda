namespace LabSdk.Mds;

/// <summary>
/// What all errors of the mds family share besides their type:
/// <c>catch (LabException e) when (e is IMdsError { Kind: MdsErrorKind.AccessDenied })</c>.
/// </summary>
public interface IMdsError
{
    /// <summary>What went wrong.</summary>
    MdsErrorKind Kind { get; }
}
