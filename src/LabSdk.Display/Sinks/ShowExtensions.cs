using LabSdk.Display;

namespace LabSdk;

/// <summary>Shows any value: a rich output in a notebook, a table or text in a terminal.</summary>
public static class ShowExtensions
{
    /// <summary>Shows a value where things are shown now; see <see cref="DisplaySink"/>. Never throws because of the value.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value, or null.</param>
    /// <returns>The value, so that a chain can go on.</returns>
    public static T Show<T>(this T value)
    {
        var sink = DisplaySink.Current;
        if (Views.ToMimeBundle(value, sink) is { } bundle)
        {
            sink.Show(bundle);
        }

        return value;
    }
}
