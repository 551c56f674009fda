using System.Reflection;

namespace LabSdk.Display.Hosts;

/// <summary>Notices that a cell of .NET Interactive (Polyglot Notebooks) is running, without referencing it.</summary>
internal static class InteractiveHost
{
    private const string HostAssembly = "Microsoft.DotNet.Interactive";
    private static readonly Lock Gate = new();
    private static InteractiveApi? _api;
    private static bool _watching;

    /// <summary>The place of the running cell; null outside of that host.</summary>
    public static IDisplaySink? Find() => Api() is { } api && api.Current() is { } context ? new InteractiveSink(api, context) : null;

    private static InteractiveApi? Api()
    {
        if (Volatile.Read(ref _api) is null && !Volatile.Read(ref _watching))
        {
            Look();
        }

        return Volatile.Read(ref _api);
    }

    // The assembly is there before any cell runs; should it ever come later, its arrival is told.
    private static void Look()
    {
        lock (Gate)
        {
            if (_watching)
            {
                return;
            }

            AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) => Consider(loaded.LoadedAssembly);
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                Consider(assembly);
            }

            Volatile.Write(ref _watching, true);
        }
    }

    private static void Consider(Assembly assembly)
    {
        if (!assembly.IsDynamic && assembly.GetName().Name == HostAssembly && InteractiveApi.Of(assembly) is { } api)
        {
            Volatile.Write(ref _api, api);
        }
    }
}
