namespace LabSdk.Notebooks.Engine;

/// <summary>The folder that relative paths of a session begin in.</summary>
internal static class SessionFolder
{
    /// <summary>The folder of the options, else the current one; the one for temporary files when that has been deleted under us.</summary>
    public static string Of(ScriptEngineOptions options)
    {
        if (options.WorkingDirectory is { } given)
        {
            return given;
        }

        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Path.GetTempPath();
        }
    }
}
