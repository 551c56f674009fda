using System.ComponentModel;
using System.Diagnostics;

namespace LabSdk.Kernel.Doctor;

/// <summary>Asks a program something and never waits for long.</summary>
internal static class ProgramRunner
{
    private const int MostOutput = 64 * 1024;

    /// <summary>What a program writes to its standard output; null when it cannot be started, fails, or takes too long.</summary>
    /// <param name="program">Its full path.</param>
    /// <param name="machine">How long it may take, and its environment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<string?> AskAsync(string program, DoctorMachine machine, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Clear();
        foreach (var (name, value) in machine.Variables)
        {
            start.Environment[name] = value;
        }

        Process? process = null;
        try
        {
            process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            process.StandardInput.Close();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(machine.Patience);
            var output = ReadAsync(process.StandardOutput, patience.Token);
            var error = ReadAsync(process.StandardError, patience.Token);
            var text = await output.ConfigureAwait(false);
            await error.ConfigureAwait(false);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? text : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            End(process);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            kept.Append(buffer, 0, Math.Min(count, MostOutput - kept.Length));
        }

        return kept.ToString();
    }

    private static void End(Process? process)
    {
        try
        {
            if (process is { HasExited: false })
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            // It has just ended by itself.
        }
        finally
        {
            process?.Dispose();
        }
    }
}
