namespace LabSdk.Mds;

/// <summary>How one request ended.</summary>
/// <param name="IsSuccess">True for a status from 200 to 299.</param>
/// <param name="Status">The HTTP status; 0 when there was no response.</param>
/// <param name="Reason">Why not, for people, without secrets; empty for a success.</param>
public sealed record UploadResult(bool IsSuccess, int Status, string Reason)
{
    /// <summary>How long the service asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Throws when it was no success.</summary>
    /// <exception cref="MdsUploadException">It was none.</exception>
    public void EnsureSuccess()
    {
        if (!IsSuccess)
        {
            throw new MdsUploadException($"The upload failed: {Reason}", Status, isTransient: UploadDecision.Of(Status) == UploadAction.Retry);
        }
    }
}
