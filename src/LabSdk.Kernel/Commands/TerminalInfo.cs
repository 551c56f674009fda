namespace LabSdk.Kernel.Commands;

/// <summary>What is known about the terminal of the process.</summary>
internal static class TerminalInfo
{
#pragma warning disable RS0030 // A command line tool has to know its console.
    /// <summary>True when a writer is the terminal itself and not a file, a pipe or a test.</summary>
    public static bool IsTerminal(TextWriter writer) =>
        Environment.GetEnvironmentVariable("TERM") is not "dumb"
        && ((ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected) || (ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected));
#pragma warning restore RS0030
}
