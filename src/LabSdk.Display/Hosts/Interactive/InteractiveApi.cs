using System.Reflection;

namespace LabSdk.Display.Hosts;

/// <summary>
/// The three members of Microsoft.DotNet.Interactive that are needed, found by name: the context of the running cell, its
/// display call, and the update of what was displayed.
/// </summary>
/// <remarks>
/// The display call of the context is used and not the extension of <c>object</c>: in the last version of the host that one
/// gives out another display id than it published, so that its updates change nothing.
/// </remarks>
internal sealed class InteractiveApi
{
    private readonly Func<object?> _current;
    private readonly MethodInfo _display;
    private readonly MethodInfo _update;
    private readonly bool _takesSeveralForms;

    private InteractiveApi(Func<object?> current, MethodInfo display, MethodInfo update)
    {
        (_current, _display, _update) = (current, display, update);
        _takesSeveralForms = display.GetParameters()[^1].ParameterType == typeof(string[]);
    }

    /// <summary>The members; null when the host has not the shape that is known.</summary>
    public static InteractiveApi? Of(Assembly host)
    {
        var context = host.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext");
        var displayed = host.GetType("Microsoft.DotNet.Interactive.DisplayedValue");
        var current = context?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetMethod;
        var update = displayed?.GetMethod("Update", [typeof(object)]);
        return context is null || displayed is null || current is null || update is null || FindDisplay(host, context, displayed) is not { } display
            ? null
            : new InteractiveApi(current.CreateDelegate<Func<object?>>(), display, update);
    }

    /// <summary>The context of the running cell; null when none runs.</summary>
    public object? Current() => _current();

    /// <summary>Displays an object in one form; returns what can be updated.</summary>
    public object? Display(object context, object value, string mimeType)
    {
        object form = _takesSeveralForms ? new[] { mimeType } : mimeType;
        return _display.IsStatic ? Call(_display, null, context, value, form) : Call(_display, context, value, form);
    }

    /// <summary>Replaces what was displayed.</summary>
    public void Update(object displayed, object value) => Call(_update, displayed, value);

    // An extension method in most versions, a member in none so far; the list of forms was one form once.
    private static MethodInfo? FindDisplay(Assembly host, Type context, Type displayed)
    {
        var extensions = host.GetType("Microsoft.DotNet.Interactive.KernelInvocationContextExtensions")?.GetMethods(BindingFlags.Public | BindingFlags.Static) ?? [];
        return extensions.Concat(context.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .FirstOrDefault(method => method.Name == "Display" && displayed.IsAssignableFrom(method.ReturnType) && IsDisplay(method, context));
    }

    private static bool IsDisplay(MethodInfo method, Type context)
    {
        Type[] parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        return (method.IsStatic ? parameters : [context, .. parameters]) is [var first, var value, var form]
            && first == context && value == typeof(object) && (form == typeof(string) || form == typeof(string[]));
    }

    private static object? Call(MethodInfo method, object? target, params object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
