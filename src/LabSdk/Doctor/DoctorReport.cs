using System.Collections;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>What <see cref="Lab.Doctor"/> found, in the order of looking. Shows itself as one panel with a line that says how to mend each red row.</summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public sealed class DoctorReport : IReadOnlyList<DoctorFinding>, IDisplayable
{
    private readonly DoctorFinding[] _findings;

    internal DoctorReport(IEnumerable<DoctorFinding> findings) => _findings = [.. findings];

    /// <summary>True without faults: what is missing may be meant to be.</summary>
    public bool IsHealthy => _findings.All(finding => finding.State != DoctorState.Fault);

    /// <summary>How many things were looked at.</summary>
    public int Count => _findings.Length;

    /// <summary>A finding by its place.</summary>
    /// <param name="index">From 0.</param>
    public DoctorFinding this[int index] => _findings[index];

    /// <summary>Returns the findings as a panel.</summary>
    public MimeBundle ToMimeBundle() => DoctorPanel.Of(this).ToMimeBundle();

    /// <summary>Returns the panel as self-contained HTML.</summary>
    public string ToHtml() => DoctorPanel.Of(this).ToHtml();

    /// <summary>Returns the panel as text.</summary>
    public override string ToString() => DoctorPanel.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<DoctorFinding> GetEnumerator() => ((IEnumerable<DoctorFinding>)_findings).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
