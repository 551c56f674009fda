using LabSdk.Display;
using LabSdk.Hosting;

namespace LabSdk;

/// <summary>Something of a telemetry session that was read at one moment and shows itself; what was read does not change any more.</summary>
/// <remarks>Thread-safe: immutable. Ask the session again for what has come since.</remarks>
[TypeFormatterSource]
public abstract class TelemetryView : IDisplayable
{
    private protected TelemetryView(bool isSimulated) => IsSimulated = isSimulated;

    /// <summary>True when the data come from a simulated broker.</summary>
    public bool IsSimulated { get; }

    /// <summary>What a caption says behind the name.</summary>
    internal string Mark => IsSimulated ? " (SIMULATED)" : "";

    /// <summary>Returns it in all its forms. Does not ask the broker.</summary>
    public MimeBundle ToMimeBundle() => View().ToMimeBundle();

    /// <summary>Returns it as self-contained HTML. Does not ask the broker.</summary>
    public string ToHtml() => View().ToHtml();

    /// <summary>Returns it as text.</summary>
    public sealed override string ToString() => View().ToString();

    internal abstract Block View();
}
