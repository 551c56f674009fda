using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LabSdk.Notebooks.Packages;

/// <summary>Runs <c>dotnet restore</c> in a child process.</summary>
internal static class PackageRestore
{
    /// <summary>Long enough for a slow line and many packages.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Restores a project.</summary>
    /// <param name="project">A written project.</param>
    /// <param name="cancellationToken">Ends it; the child process ends, too.</param>
    /// <exception cref="NotebookException">It failed or took too long.</exception>
    public static async Task RunAsync(PackageProject project, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        using var process = Start(project);
        try
        {
            var output = ReadAsync(process.StandardOutput, limited.Token);
            var errors = ReadAsync(process.StandardError, limited.Token);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
            var text = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw RestoreErrors.Describe(project.References, text);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotebookException(
                NotebookErrorIds.RestoreTimeout,
                string.Create(CultureInfo.InvariantCulture, $"Restoring {string.Join(", ", project.References)} did not end within {Limit.TotalMinutes:0} minutes."),
                "Check the connection to the package sources, and run the cell again: what has arrived is kept.",
                isTransient: true);
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(PackageProject project)
    {
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            WorkingDirectory = project.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            CreateNoWindow = true,
            ArgumentList =
            {
                "restore", project.ProjectFile, "--nologo", "--verbosity", "minimal",

                // Projects above the cache folder have no say here, and no server process stays behind.
                "-p:ImportDirectoryBuildProps=false", "-p:ImportDirectoryBuildTargets=false", "-p:ImportDirectoryPackagesProps=false",
                "-nodeReuse:false",
            },
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };

        // Settings of the process that started this one would be taken for those of the restore.
        foreach (var inherited in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"])
        {
            start.Environment.Remove(inherited);
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new NotebookException(
                NotebookErrorIds.RestoreFailed,
                $"Packages cannot be restored: '{start.FileName}' cannot be started.",
                "Packages need the .NET SDK, not only the runtime. Install it, and see that 'dotnet' is on the PATH.",
                exception);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        // Errors come last, and a restore of a hundred packages says little: keep the end only.
        const int most = 64 * 1024;
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            text.AppendLine(line);
            if (text.Length > 2 * most)
            {
                text.Remove(0, text.Length - most);
            }
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
