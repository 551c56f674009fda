namespace LabSdk.Hosting;

/// <summary>Writes one form of an object.</summary>
internal sealed class HostFormatter(string mimeType, Func<object, string> form)
{
    /// <summary>The form it writes.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes the form.</summary>
    /// <param name="value">The object.</param>
    /// <param name="writer">Where to.</param>
    /// <returns>False when there is nothing to show; then nothing has been written, for what is written stays in the output.</returns>
    public bool Format(object value, TextWriter writer)
    {
        if (value is null || writer is null)
        {
            return false;
        }

        writer.Write(form(value));
        return true;
    }
}
