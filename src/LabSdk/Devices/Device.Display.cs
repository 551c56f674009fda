using LabSdk.Connecting;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

[TypeFormatterSource]
public partial class Device : IDisplayable
{
    internal bool HasState => _parts.ReadState is not null;

    /// <summary>What the connection offers of it.</summary>
    internal DeviceParts Offered => _parts;

    internal bool HasParameters => _parts.Parameters is not null;

    /// <summary>Returns the device as a card, with its state at this moment. Blocks for at most 3 s; an error stands in the card.</summary>
    public MimeBundle ToMimeBundle() => DeviceCard.Of(this).ToMimeBundle();

    /// <summary>Returns the card of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => DeviceCard.Of(this).ToHtml();

    /// <summary>Returns what it is in one line. Does not ask the device.</summary>
    public override string ToString() => DeviceCard.Line(this);
}
