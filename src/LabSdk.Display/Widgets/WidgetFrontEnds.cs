using System.Text.Json.Nodes;
using LabSdk.Display.Comms;

namespace LabSdk.Display.Widgets;

/// <summary>
/// Which front ends for controls are there. Each generation gives itself away when it connects: ipywidgets 6 opens the comm
/// <c>jupyter.widget.version</c>; 7.7 and later open <c>jupyter.widget.control</c>; all ask for the open comms of
/// <c>jupyter.widget</c>. VS Code loads its controls only when the first is shown, and is known by its environment variables.
/// </summary>
/// <remarks>Thread-safe; holds for the whole process.</remarks>
public static class WidgetFrontEnds
{
    /// <summary>The environment variable that sets <see cref="Support"/>: <c>auto</c>, <c>off</c>, <c>classic</c> or <c>modern</c>.</summary>
    public const string Variable = "LABSDK_WIDGETS";

    /// <summary>The comm target of all controls.</summary>
    internal const string Target = "jupyter.widget";

    private static readonly ClassicProtocol Classic = new();
    private static readonly ModernProtocol Modern = new();
    private static IWidgetProtocol? _noticed = IsVsCode() ? Modern : null;

    /// <summary>How controls are offered. Default as <see cref="Variable"/> says, else <see cref="WidgetSupport.Auto"/>.</summary>
    public static WidgetSupport Support { get; set; } =
        Enum.TryParse<WidgetSupport>(Environment.GetEnvironmentVariable(Variable), ignoreCase: true, out var support) ? support : WidgetSupport.Auto;

    /// <summary>Begins to notice front ends. A kernel calls it before the first front end can connect.</summary>
    /// <param name="sink">Where comms of no cell are opened and answered.</param>
    public static void Attach(ICommSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.RegisterTarget(ClassicProtocol.VersionTarget, static (comm, _) =>
        {
            Volatile.Write(ref _noticed, Classic);
            comm.Send(new JsonObject { ["version"] = ClassicProtocol.FrontEndVersion });
        });
        sink.RegisterTarget(ModernProtocol.ControlTarget, static (comm, _) =>
        {
            NoticeModern();
            comm.Received += message =>
            {
                if (message.Data.Text("method") == "request_states")
                {
                    comm.Send(OpenWidgets.States());
                }
            };
        });
    }

    /// <summary>A front end has asked for open comms. A kernel calls it for each <c>comm_info_request</c>.</summary>
    /// <param name="targetName">The target it asked for; null for all.</param>
    public static void Asked(string? targetName)
    {
        if (targetName == Target)
        {
            NoticeModern();
        }
    }

    /// <summary>The protocol to offer controls in; null where nobody would draw them.</summary>
    internal static IWidgetProtocol? Protocol => Support switch
    {
        WidgetSupport.Off => null,
        WidgetSupport.Classic => Classic,
        WidgetSupport.Modern => Modern,
        _ => Volatile.Read(ref _noticed),
    };

    /// <summary>Forgets what was noticed; for tests.</summary>
    internal static void Forget() => Volatile.Write(ref _noticed, null);

    // The classic front end asks, too, but then also opens its version comm, and no other does.
    private static void NoticeModern() => Interlocked.CompareExchange(ref _noticed, Modern, null);

    private static bool IsVsCode() => Environment.GetEnvironmentVariable("VSCODE_PID") is not null || Environment.GetEnvironmentVariable("VSCODE_IPC_HOOK") is not null;
}
