using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

[TypeFormatterSource]
public sealed partial class ScanResult : ISelfShowing
{
    /// <summary>Returns how it ended, its plot and its table. Does not talk to a device.</summary>
    public MimeBundle ToMimeBundle() => ScanView.Of(this).ToMimeBundle();

    /// <summary>The live view of this run; null when it had none.</summary>
    internal ScanLiveView? LiveView { get; set; }

    MimeBundle? ISelfShowing.ShowIn(IDisplaySink sink)
    {
        LiveView?.MakeRoom(sink);
        return ToMimeBundle();
    }

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ScanView.Of(this).ToHtml();
}
