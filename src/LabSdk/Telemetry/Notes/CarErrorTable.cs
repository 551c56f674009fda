using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The errors that the data source of a session reported, in order of time: facts of the car or rig, not failures of this program.</summary>
public sealed class CarErrorTable : TelemetryView, IReadOnlyList<OdpErrorRecord>
{
    private readonly IReadOnlyList<OdpErrorRecord> _errors;

    internal CarErrorTable(SessionScale scale, IEnumerable<OdpErrorRecord> errors)
        : base(scale.IsSimulated) => (Scale, _errors) = (scale, [.. errors.OrderBy(each => each.Time)]);

    /// <summary>How many reports; a cleared error is one, too.</summary>
    public int Count => _errors.Count;

    /// <summary>The errors as a data frame, one row each; times in ns since 1970-01-01 UTC.</summary>
    public DataFrame Data => SignalFrames.Build(
        Scale,
        [.. _errors.Select(each => each.Time)],
        [
            DataColumn.Create("error", _errors.Select(each => each.Identifier)),
            DataColumn.Create("name", _errors.Select(each => each.Name)),
            DataColumn.Create("set", _errors.Select(each => each.IsSet)),
            DataColumn.Create("logged", _errors.Select(each => each.IsLogged)),
            DataColumn.Create("description", _errors.Select(each => each.Description)),
        ]);

    internal SessionScale Scale { get; }

    /// <summary>An error by its place.</summary>
    /// <param name="index">From 0, the earliest.</param>
    public OdpErrorRecord this[int index] => _errors[index];

    /// <inheritdoc/>
    public IEnumerator<OdpErrorRecord> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => NoteTableViews.Of(this);
}
