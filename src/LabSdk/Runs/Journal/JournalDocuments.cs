using System.Text.Json;
using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>The first record of a journal: what is going to be done, with what, by whom.</summary>
internal sealed record JournalStart(
    string Uid,
    string Name,
    string? Parent,
    DateTimeOffset Started,
    string Text,
    long? Points,
    PlanDescription Plan,
    IReadOnlyList<JournalDevice> Motors,
    IReadOnlyList<JournalDevice> Detectors,
    IReadOnlyList<double> Origins,
    IReadOnlyDictionary<string, JsonElement> Metadata,
    RunEnvironment Environment,
    string? Engine = null,
    IReadOnlyList<JournalPeer>? Peers = null);

/// <summary>The columns of the rows that follow.</summary>
internal sealed record JournalDescriptor(IReadOnlyList<JournalColumn> Columns);

/// <summary>How the run ended.</summary>
internal sealed record JournalStop(DateTimeOffset Time, string Status, string Reason, long PointsDone, long MissedPoints, long Retries);

/// <summary>The run goes on: rows after the first <paramref name="Rows"/> are measured again.</summary>
internal sealed record JournalResumed(DateTimeOffset Time, int Rows, RunEnvironment Environment);

/// <summary>Something that happened on the way. <paramref name="Rows"/> is given when rows behind that number are measured again.</summary>
internal sealed record JournalEvent(DateTimeOffset Time, string What, string Reason, int? Rows = null);

/// <summary>The user's judgement, given at any time after the run.</summary>
internal sealed record JournalMark(DateTimeOffset Time, bool IsGood, string Note, string User);

/// <summary>A column: what a table knows of it, and the type of its cells as a table names it.</summary>
internal sealed record JournalColumn(string Name, string Type, string? Unit, string Role, string? Source, IReadOnlyList<int>? Shape)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public Type ElementType => Element.TypeNamed(Type) ?? throw new NotSupportedException(Type);

    public static JournalColumn Of(ColumnInfo info, Type type) =>
        new(info.Name, Element.NameOf(type), info.Unit, info.Role.ToString(), info.Source, info.Shape);

    public ColumnInfo ToInfo() => new(Name)
    {
        Unit = Unit,
        Role = Enum.TryParse<ColumnRole>(Role, out var role) && Enum.IsDefined(role) ? role : ColumnRole.Other,
        Source = Source,
        Shape = Shape,
    };
}

/// <summary>A device as far as a run depends on it.</summary>
internal sealed record JournalDevice(
    string Id, string Name, string Family, string Driver, string Category, string Endpoint, bool Simulated, string Unit, double? Minimum = null, double? Maximum = null)
{
    public static JournalDevice Of(IDevice device)
    {
        var about = device.Description;
        var unit = device is IMovable movable ? movable.Unit : device is IReadable readable ? readable.Unit : "";
        var limits = (device as IMovable)?.Limits;
        return new(
            device.Id, about.Name, about.Family, about.Driver, about.Category, about.Endpoint, about.IsSimulated, unit,
            Finite(limits?.Minimum), Finite(limits?.Maximum));
    }

    private static double? Finite(double? limit) => limit is { } value && double.IsFinite(value) ? value : null;
}
