using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Hosting;

namespace LabSdk;

/// <summary>Something that was read from a CXL component at one moment and shows itself; what was read does not change any more.</summary>
/// <remarks>Thread-safe: immutable. Read the property of the device again for new values.</remarks>
[TypeFormatterSource]
public abstract class CxlView : IDisplayable
{
    private protected CxlView(CxlDevice device) => Device = device;

    /// <summary>The component.</summary>
    public CxlDevice Device { get; }

    /// <summary>What a caption says behind the name of the component.</summary>
    internal string Mark => Device.Description.IsSimulated ? " (SIMULATED)" : "";

    private protected CxlEndpoint Client => Device.Client;

    /// <summary>Returns it in all its forms. Does not ask the component.</summary>
    public MimeBundle ToMimeBundle() => View().ToMimeBundle();

    /// <summary>Returns it as self-contained HTML. Does not ask the component.</summary>
    public string ToHtml() => View().ToHtml();

    /// <summary>Returns it as text. Does not ask the component.</summary>
    public sealed override string ToString() => View().ToString();

    internal abstract Block View();
}
