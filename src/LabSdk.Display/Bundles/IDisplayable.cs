namespace LabSdk.Display;

/// <summary>Something that shows itself in notebooks, terminals and reports.</summary>
public interface IDisplayable
{
    /// <summary>
    /// Returns the forms in which the object can be shown. Must be quick and must not talk to a device: a form is a
    /// snapshot of what is already known.
    /// </summary>
    MimeBundle ToMimeBundle();
}
