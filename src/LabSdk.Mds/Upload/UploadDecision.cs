namespace LabSdk.Mds;

/// <summary>What to do after a response.</summary>
internal enum UploadAction
{
    Done,
    Retry,
    Split,
    Reject,
    Pause,
}

/// <summary>Decides by the status what happens to a batch.</summary>
internal static class UploadDecision
{
    public static UploadAction Of(int status) => status switch
    {
        >= 200 and <= 299 => UploadAction.Done,

        // Following would hand the key to another host.
        >= 300 and <= 399 => UploadAction.Pause,
        401 or 403 or 404 or 407 => UploadAction.Pause,
        408 or 429 => UploadAction.Retry,
        413 => UploadAction.Split,
        >= 400 and <= 499 => UploadAction.Reject,
        _ => UploadAction.Retry,
    };
}
