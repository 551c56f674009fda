namespace LabSdk.Display;

/// <summary>The console of the process as a sink; the one place of this assembly that knows the console.</summary>
internal static class ConsoleTerminal
{
#pragma warning disable RS0030 // A sink is what the ban sends everyone to.
    public static TerminalSink Sink { get; } = Create();

    private static TerminalSink Create()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        if (!Console.IsOutputRedirected)
        {
            Console.OutputEncoding = System.Text.Encoding.UTF8;
        }

        var colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalSink(new CurrentConsole(), isTerminal, Width(isTerminal), colour);
    }

    private static int Width(bool isTerminal)
    {
        try
        {
            return isTerminal && Console.WindowWidth is > 20 and var width ? Math.Min(width - 1, 200) : TextOutput.MaxWidth;
        }
        catch (IOException)
        {
            return TextOutput.MaxWidth;
        }
    }

    // Console.Out can be redirected later (tests, hosts); look it up at each write.
    private sealed class CurrentConsole() : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => Console.Out.Write(value);

        public override void Write(string? value) => Console.Out.Write(value);

        public override void Flush() => Console.Out.Flush();
    }
#pragma warning restore RS0030
}
