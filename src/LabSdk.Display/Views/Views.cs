using System.Collections.Concurrent;

namespace LabSdk.Display;

/// <summary>
/// Knows how any object is shown. Objects that are <see cref="IDisplayable"/> show themselves; for others the view
/// registered for the nearest type is used: the type itself, then its base classes, then its interfaces.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class Views
{
    private static readonly ConcurrentDictionary<Type, Func<object, IDisplayable>> Registered = new();
    private static readonly ConcurrentDictionary<Type, Func<object, IDisplayable>?> Found = new();

    static Views() => CoreViews.Register();

    /// <summary>Sets how a type, and what derives from it, is shown. A later registration for the same type wins.</summary>
    /// <typeparam name="T">A class, struct or interface.</typeparam>
    /// <param name="view">
    /// Makes a block, or anything displayable, from the object. Should not throw and must not talk to a device.
    /// </param>
    public static void Register<T>(Func<T, IDisplayable> view)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(view);
        Registered[typeof(T)] = value => view((T)value);
        Found.Clear();
    }

    /// <summary>The displayable form of any object; never throws, a failing view shows its error instead.</summary>
    /// <param name="value">Any object, or null.</param>
    public static IDisplayable Of(object? value) => DefaultViews.Show(value, 0);

    /// <summary>The bundle of any object; never throws.</summary>
    /// <param name="value">Any object, or null.</param>
    public static MimeBundle ToMimeBundle(object? value)
    {
        var displayable = Of(value);
        try
        {
            return displayable.ToMimeBundle();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return ViewFailure.Of(value!, error).ToMimeBundle();
        }
    }

    /// <summary>
    /// Prepares a value to be shown in a place as the value of a cell: panels open their controls there. Never throws because of
    /// the value.
    /// </summary>
    /// <param name="value">Any object, or null.</param>
    /// <param name="sink">The place.</param>
    /// <returns>What to show there; null when the value has shown itself.</returns>
    public static MimeBundle? ToMimeBundle(object? value, IDisplaySink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (value is not ISelfShowing showing)
        {
            return ToMimeBundle(value);
        }

        try
        {
            return showing.ShowIn(sink);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return ViewFailure.Of(value, error).ToMimeBundle();
        }
    }

    /// <summary>The displayable from the object itself or a registered view; null when neither exists.</summary>
    internal static IDisplayable? Find(object value)
    {
        if (value is IDisplayable displayable)
        {
            return displayable;
        }

        try
        {
            return Found.GetOrAdd(value.GetType(), Nearest)?.Invoke(value);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return ViewFailure.Of(value, error);
        }
    }

    private static Func<object, IDisplayable>? Nearest(Type type)
    {
        for (var candidate = type; candidate is not null && candidate != typeof(object); candidate = candidate.BaseType)
        {
            if (Registered.TryGetValue(candidate, out var view))
            {
                return view;
            }
        }

        // The interface that inherits most of the others is the most specific one.
        return type.GetInterfaces()
            .Where(Registered.ContainsKey)
            .OrderByDescending(i => i.GetInterfaces().Length)
            .ThenBy(i => i.FullName, StringComparer.Ordinal)
            .Select(i => Registered[i])
            .FirstOrDefault();
    }
}
