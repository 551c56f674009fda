using LabSdk.Display;
using LabSdk.Display.Widgets;

namespace LabSdk.Presentation;

/// <summary>A panel of one device: closes with its lab, and shows why nothing comes when nothing comes.</summary>
internal abstract class DevicePanel : Panel
{
    private readonly Lab _lab;

    protected DevicePanel(Lab lab)
        : base(lab.Options.TimeProvider)
    {
        lab.Calls.ThrowIfClosed();
        _lab = lab;
        lab.Panels.Add(this);
    }

    /// <summary>Why the panel has nothing new to show; null when it has.</summary>
    protected Exception? Trouble { get; set; }

    /// <summary>The lines that say what is wrong; empty when nothing is.</summary>
    protected static IEnumerable<Block> Troubles(params IEnumerable<Exception?> errors) => errors
        .Where(error => error is not null)
        .Select(error => new StatusRows(new StatusRow(State.Fault, (error as LabException)?.Problem ?? error!.Message, (error as LabException)?.Hint)));

    protected override void Failed(Exception error)
    {
        Trouble = error;
        Altered();
    }

    protected override void Ended() => _lab.Panels.Remove(this);
}
