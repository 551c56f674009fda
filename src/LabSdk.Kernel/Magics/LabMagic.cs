using LabSdk.Display;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Magics;

/// <summary><c>#!lab</c>: the connected labs with their devices, and the shortest way to connect one.</summary>
internal sealed class LabMagic : IMagicCommand
{
    private const string Usage = "Use  #!lab  to see what is connected,  #!lab simulate,  or  #!lab connect localhost:50051 .";

    public string Name => "#!lab";

    public string Help => "Shows the connected labs with their devices; '#!lab simulate' and '#!lab connect ADDRESS' make the variable lab.";

    public async Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken)
    {
        switch (arguments.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            case []:
                break;
            case ["simulate"]:
                await session.RunAsync("var lab = Lab.Simulate();", cancellationToken).ConfigureAwait(false);
                break;
            case ["connect", .. { Length: > 0 } addresses]:
                await session.RunAsync($"var lab = Lab.Connect({string.Join(", ", addresses.Select(Literal))});", cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new LabConfigurationException(KernelErrorIds.MagicArguments, $"'#!lab {arguments.Trim()}' is not known.", Usage);
        }

        var labs = Lab.Connected;
        foreach (var lab in labs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Output.Show(Views.ToMimeBundle(lab));
        }

        if (labs.Count == 0)
        {
            session.Output.Show(new TextBlock($"No lab is connected. {Usage}").ToMimeBundle());
        }
    }

    private static string Literal(string text) => "@\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
