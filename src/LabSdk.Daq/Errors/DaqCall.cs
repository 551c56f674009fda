namespace LabSdk.Daq;

/// <summary>What a call is and what it is about, for its deadline and its error.</summary>
/// <param name="Method">Service and method as on the wire.</param>
/// <param name="Doing">What the user wanted, as the begin of a sentence: <c>Moving 'mock_stage' to 50 mm</c>.</param>
internal sealed record DaqCall(string Method, string Doing)
{
    public string? DeviceId { get; init; }

    public string? ParameterName { get; init; }
}
