using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary>What the commands about notebooks share.</summary>
internal static class NotebookCommands
{
    /// <summary>The exit code of wrong use.</summary>
    public const int Usage = 2;

    /// <summary>Runs a command; errors of the SDK become one line and an exit code.</summary>
    public static async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> command)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (WrongUse wrong)
        {
            await error.WriteLineAsync($"error: {wrong.Message}").ConfigureAwait(false);
            return Usage;
        }
        catch (LabException failure)
        {
            await error.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
            return failure is LabConfigurationException ? Usage : 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted.").ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>Protects a file of the user.</summary>
    public static void RefuseToReplace(string target, bool isForced)
    {
        if (File.Exists(target) && !isForced)
        {
            throw Wrong($"'{target}' exists. Use --force to replace it.");
        }
    }

    /// <summary>An error of the command line that its grammar does not know.</summary>
    public static Exception Wrong(string message) => new WrongUse(message);

    private sealed class WrongUse(string message) : Exception(message);
}
