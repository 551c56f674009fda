namespace LabSdk.Daq;

/// <summary>
/// What all errors of the daq family share besides their type: <c>catch (LabException e) when (e is IDaqError daq)</c>.
/// </summary>
public interface IDaqError
{
    /// <summary>What the daemon said.</summary>
    DaqErrorDetails Details { get; }
}
