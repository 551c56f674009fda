namespace LabSdk.Display;

/// <summary>A place where things are shown: a notebook, a terminal, a report, a list in a test.</summary>
public interface IDisplaySink
{
    /// <summary>Shows something once.</summary>
    /// <param name="bundle">The forms to choose from.</param>
    void Show(MimeBundle bundle);

    /// <summary>Shows something that will change; a place that cannot change what it has shown keeps the last form.</summary>
    /// <param name="first">What is shown first.</param>
    /// <returns>The shown thing; dispose it when it no longer changes.</returns>
    ILiveDisplay ShowLive(MimeBundle first);
}
