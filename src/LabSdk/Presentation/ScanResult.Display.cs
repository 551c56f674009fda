using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

public sealed partial class ScanResult : IDisplayable
{
    /// <summary>Returns how it ended, its plot and its table. Does not talk to a device.</summary>
    public MimeBundle ToMimeBundle() => ScanView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ScanView.Of(this).ToHtml();
}
