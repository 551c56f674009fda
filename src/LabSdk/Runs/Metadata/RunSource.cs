namespace LabSdk;

/// <summary>Finds the notebook or script that this process runs, as far as anybody says.</summary>
internal static class RunSource
{
    /// <summary>Where a host of notebooks and scripts says what it runs.</summary>
    public const string HostKey = "LabSdk.Source";

    private const string FileProgramKey = "EntryPointFilePath";
    private const string JupyterVariable = "JPY_SESSION_NAME";

    /// <summary>The file, absolute; null when nobody says.</summary>
    public static string? Find() => Choose(AppContext.GetData(HostKey) as string, Environment.GetEnvironmentVariable(JupyterVariable), AppContext.GetData(FileProgramKey) as string);

    /// <param name="host">What the tool <c>labsdk</c> runs.</param>
    /// <param name="jupyter">What a Jupyter server calls the session: the file of a notebook, or any name for a console.</param>
    /// <param name="program">The file of <c>dotnet run file.cs</c>.</param>
    internal static string? Choose(string? host, string? jupyter, string? program)
    {
        foreach (var file in (string?[])[host, jupyter?.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) == true ? jupyter : null, program])
        {
            if (!string.IsNullOrWhiteSpace(file) && file.Length < 4096)
            {
                return file;
            }
        }

        return null;
    }
}
