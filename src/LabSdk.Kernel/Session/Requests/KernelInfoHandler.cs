using System.Reflection;
using System.Runtime.InteropServices;
using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Tells what this kernel is. Answered at once, before the engine is there.</summary>
internal sealed class KernelInfoHandler : IRequestHandler
{
    private static readonly string Version =
        typeof(KernelInfoHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static readonly KernelInfoReply Info = new(
        MessageCodec.ProtocolVersion,
        "labsdk",
        Version,
        // The name must be "C#": VS Code turns it into its language id, and old notebooks find a kernel by it.
        new LanguageInfo("C#", "14.0", "text/x-csharp", ".cs", "csharp", "text/x-csharp"),
        $"LabSdk {Version}, C# 14 on {RuntimeInformation.FrameworkDescription}. Try  using var lab = Lab.Simulate();")
    {
        HelpLinks =
        [
            new HelpLink("C# language", "https://learn.microsoft.com/dotnet/csharp/"),
            new HelpLink(".NET API", "https://learn.microsoft.com/dotnet/api/"),
        ],
    };

    public Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        request.Reply(Info, Wire.Json.KernelInfoReply);
        return Task.CompletedTask;
    }
}
