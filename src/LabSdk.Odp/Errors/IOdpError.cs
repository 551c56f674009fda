namespace LabSdk.Odp;

/// <summary>
/// What all errors of the odp family share besides their type:
/// <c>catch (LabException e) when (e is IOdpError { Kind: OdpErrorKind.UnknownFormat })</c>.
/// </summary>
public interface IOdpError
{
    /// <summary>What went wrong.</summary>
    OdpErrorKind Kind { get; }
}
