namespace LabSdk.Display.Tests.Samples;

/// <summary>
/// One thing that can be shown. Every text in it goes through <c>field</c>, so that a test can put any string into any
/// field of any renderer.
/// </summary>
public sealed record Sample(string Name, Func<Func<string, string>, object?> Make)
{
    public object? Plain() => Make(text => text);

    /// <summary>The number of texts in the sample.</summary>
    public int CountFields()
    {
        var count = 0;
        Make(text =>
        {
            count++;
            return text;
        });
        return count;
    }

    /// <summary>The sample with one of its texts replaced.</summary>
    public object? With(int field, string replacement)
    {
        var index = 0;
        return Make(text => index++ == field ? replacement : text);
    }

    /// <summary>The sample with all of its texts replaced.</summary>
    public object? WithAll(string replacement) => Make(_ => replacement);

    public override string ToString() => Name;
}
