using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>Something that was displayed and can be replaced.</summary>
/// <remarks>Thread-safe. Has the shape that notebooks of .NET Interactive use.</remarks>
public sealed class DisplayedValue
{
    private readonly ILiveDisplay _display;
    private readonly string[] _mimeTypes;

    internal DisplayedValue(object? value, string[] mimeTypes)
    {
        _mimeTypes = mimeTypes;
        _display = DisplaySink.Current.ShowLive(ValueForms.Of(value, mimeTypes));
    }

    /// <summary>Shows another value in its place. Does not block.</summary>
    /// <param name="updatedValue">Any value, or null.</param>
    public void Update(object? updatedValue) => _display.Update(ValueForms.Of(updatedValue, _mimeTypes));
}
