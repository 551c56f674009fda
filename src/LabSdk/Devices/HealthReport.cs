using System.Collections;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>What is known of the health of a device or of the whole lab. Shows itself as a panel.</summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public class HealthReport : IReadOnlyList<HealthFact>, IDisplayable
{
    private readonly HealthFact[] _facts;

    /// <summary>Makes a report.</summary>
    /// <param name="subject">What it is about, for example a device id.</param>
    /// <param name="facts">The facts in the order to show them.</param>
    /// <param name="isSimulated">True when the subject is simulated.</param>
    public HealthReport(string subject, IEnumerable<HealthFact> facts, bool isSimulated = false)
    {
        Subject = subject;
        _facts = [.. facts];
        IsSimulated = isSimulated;
    }

    /// <summary>What it is about.</summary>
    public string Subject { get; }

    /// <summary>True when the subject is simulated.</summary>
    public bool IsSimulated { get; }

    /// <summary>The worst severity of all facts; unknown when there are none.</summary>
    public HealthSeverity Severity => _facts.Length == 0 ? HealthSeverity.Unknown : _facts.Max(fact => fact.Severity);

    /// <summary>True when nothing is worse than ok.</summary>
    public bool IsOk => Severity == HealthSeverity.Ok;

    /// <summary>How many facts there are.</summary>
    public int Count => _facts.Length;

    /// <summary>A fact by its place.</summary>
    /// <param name="index">From 0.</param>
    public HealthFact this[int index] => _facts[index];

    /// <summary>Returns the facts as a panel.</summary>
    public MimeBundle ToMimeBundle() => View().ToMimeBundle();

    /// <summary>Returns the panel as self-contained HTML.</summary>
    public string ToHtml() => View().ToHtml();

    /// <summary>Returns the panel as text.</summary>
    public override string ToString() => View().ToString();

    /// <inheritdoc/>
    public IEnumerator<HealthFact> GetEnumerator() => ((IEnumerable<HealthFact>)_facts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected virtual Block View() => HealthPanel.Of(this);

    internal static HealthReport Join(
        Lab lab, IEnumerable<(string Endpoint, IReadOnlyList<HealthFact> Facts)> peers, IEnumerable<HealthReport> devices)
    {
        var facts = peers.SelectMany(peer => peer.Facts.Select(fact => fact with { Name = $"{peer.Endpoint} {fact.Name}" }))
            .Concat(lab.Devices.Failures.Select(failure => new HealthFact(
                failure.DeviceId, HealthSeverity.Fault, $"did not start: {failure.Error}", "Correct the hardware file or the cabling and restart the daemon.")))
            .Concat(devices.SelectMany(device => device.Select(fact => fact with { Name = $"{device.Subject} {fact.Name}" })));
        return new HealthReport("lab", facts, lab.IsSimulated);
    }
}
