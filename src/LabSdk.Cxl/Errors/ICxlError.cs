namespace LabSdk.Cxl;

/// <summary>
/// What all errors of the cxl family share besides their type:
/// <c>catch (LabException e) when (e is ICxlError { Opcode: 0x4400 })</c>.
/// </summary>
public interface ICxlError
{
    /// <summary>The opcode of the command that failed; null when the error is not about one.</summary>
    ushort? Opcode { get; }

    /// <summary>The endpoint, for example <c>mem0</c> or <c>mctp 11/28</c>; null when there was none yet.</summary>
    string? Endpoint { get; }

    /// <summary>
    /// How many tunnels lie between the endpoint and the component that the error comes from: 0 is the endpoint itself. A
    /// tunnelled command that failed at a lower level than its tunnel has, failed on the way.
    /// </summary>
    int TunnelLevel { get; }
}
