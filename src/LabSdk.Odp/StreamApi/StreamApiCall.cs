namespace LabSdk.Odp.StreamApi;

/// <summary>What a call is, for its error.</summary>
/// <param name="Method">The method as on the wire.</param>
/// <param name="Doing">What the user wanted, as the begin of a sentence: <c>Creating the session 'Run 1'</c>.</param>
internal readonly record struct StreamApiCall(string Method, string Doing);
