using System.CommandLine;
using LabSdk.Kernel.Session;
using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Session.Lifetime;
using LabSdk.Kernel.Sessions;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk kernel</c>: what a Jupyter front end starts.</summary>
internal static class KernelCommand
{
    private static readonly Argument<string> ConnectionFile = new("connection-file") { Description = "The file that the front end has written." };

    private static readonly Option<bool> AllowRemote = new("--allow-remote")
    {
        Description = "Listen on an address that other machines reach, if the file names one. Whoever has the key can run code here.",
    };

    private static readonly Option<byte> ZmtpMinor = new("--zmtp-minor")
    {
        Description = "Minor version of the ZMTP 3 transport to announce: 1, or 0 for peers that are older.", DefaultValueFactory = _ => 1, HelpName = "0|1",
    };

    public static Command Create()
    {
        var command = new Command("kernel", """
            Runs a Jupyter kernel for C#. Front ends start it by themselves after  labsdk jupyter install.

            It listens on this machine only, answers nobody without the key of the connection file, and ends when the
            process that started it ends. Cells of earlier sessions are kept for the history of consoles; set the
            environment variable LABSDK_HISTORY to another file, or to off.
            """)
        {
            ConnectionFile, AllowRemote, ZmtpMinor,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var log = parsed.InvocationConfiguration.Error;
        try
        {
            var options = new KernelOptions
            {
                Engine = () => LabSession.StartAsync(),
                History = HistoryFile.OfUser(),
                Log = line => log.WriteLine($"labsdk kernel: {line}"),
                ZmtpMinor = parsed.GetValue(ZmtpMinor) == 0 ? (byte)0 : (byte)1,
            };
            await KernelProcess.RunAsync(parsed.GetValue(ConnectionFile)!, parsed.GetValue(AllowRemote), options, interrupted).ConfigureAwait(false);
            return 0;
        }
        catch (LabException failure)
        {
            await log.WriteLineAsync($"error {failure.ErrorId}: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
