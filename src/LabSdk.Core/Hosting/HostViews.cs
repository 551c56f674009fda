using System.Net;
using System.Reflection;
using System.Runtime.Loader;

namespace LabSdk.Hosting;

/// <summary>
/// How objects of this assembly reach the views of LabSdk.Display, which references this assembly and not the other way
/// round. A host may show a data frame before anything of LabSdk.Display has run, so it is looked up here, once, by name.
/// </summary>
internal static class HostViews
{
    private const string ViewsAssembly = "LabSdk.Display";
    private const string ViewsType = "LabSdk.Display.Hosts.DisplayViews";
    private static IHostViews? _found;

    /// <summary>An object as self-contained HTML: its view, or its text where LabSdk.Display is not installed. Never throws.</summary>
    public static string Html(object value) => Find()?.Html(value) ?? $"<pre>{WebUtility.HtmlEncode(Plain(value))}</pre>";

    /// <summary>An object as text: its view, or its own where LabSdk.Display is not installed. Never throws.</summary>
    public static string Text(object value) => Find()?.Text(value) ?? Plain(value);

    private static IHostViews? Find()
    {
        if (_found is { } found)
        {
            return found;
        }

        try
        {
            // From the place this assembly came from: scripting hosts load packages into contexts of their own.
            var context = AssemblyLoadContext.GetLoadContext(typeof(HostViews).Assembly) ?? AssemblyLoadContext.Default;
            var type = context.LoadFromAssemblyName(new AssemblyName(ViewsAssembly)).GetType(ViewsType, throwOnError: true)!;
            return _found = (IHostViews)Activator.CreateInstance(type)!;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or TypeLoadException or InvalidCastException)
        {
            return null;
        }
    }

    private static string Plain(object value)
    {
        try
        {
            return value.ToString() ?? "";
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"{value.GetType().Name} cannot be shown: {failure.Message}";
        }
    }
}
