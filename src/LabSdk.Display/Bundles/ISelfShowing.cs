namespace LabSdk.Display;

/// <summary>
/// Something that wants to know where it is shown: a panel that opens its controls there, a scan whose live view stands there
/// already. Asked when it is the value of a cell or shown with <c>Show()</c>; a report or a table only takes its
/// <see cref="IDisplayable.ToMimeBundle"/>.
/// </summary>
public interface ISelfShowing : IDisplayable
{
    /// <summary>Shows itself in a place. Must be quick.</summary>
    /// <param name="sink">The place.</param>
    /// <returns>What is left to show in the usual way; null when it has shown all itself.</returns>
    MimeBundle? ShowIn(IDisplaySink sink);
}
