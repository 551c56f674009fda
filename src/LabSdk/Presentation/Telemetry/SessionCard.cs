using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>A session as a card: what it is, its laps and signals.</summary>
internal static class SessionCard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Block Of(TelemetrySession session)
    {
        try
        {
            var (overview, trouble) = Read(session);
            return Of(session.Info, overview, trouble, session.IsSimulated, session.Telemetry.Lab.Options.TimeProvider.GetUtcNow());
        }
        catch (LabException error)
        {
            return new Card($"Session {session.Key}", [new StatusRows(new StatusRow(State.Fault, error.Problem, error.Hint))]) { State = State.Fault };
        }
    }

    /// <summary>The card of what is known; no overview shows why there is none.</summary>
    public static Block Of(OdpSessionInfo info, SessionOverview? overview, string? trouble, bool isSimulated, DateTimeOffset now)
    {
        var name = info.Identifier.Length > 0 ? info.Identifier : "Untitled";
        var body = new List<Block>();
        body.AddRange(new[] { trouble, overview?.Trouble }.OfType<string>().Select(text => new StatusRows(new StatusRow(State.Warn, text))));
        body.Add(Facts(info, overview, now));
        if (info.Details.Count > 0)
        {
            body.Add(new Section("Details", new PropertyList(info.Details.Select(pair => new Property(pair.Key, pair.Value)))));
        }

        if (overview is not null)
        {
            Add(body, name, overview, isSimulated);
        }

        return new Card($"Session {name}", body)
        {
            Subtitle = info.DataSource,
            State = info.IsComplete ? State.Unknown : State.Ok,
            StateWord = info.IsComplete ? "complete" : "live",
            Badges = DeviceCard.Badges(isSimulated),
        };
    }

    private static PropertyList Facts(OdpSessionInfo info, SessionOverview? overview, DateTimeOffset now)
    {
        var facts = new PropertyList();
        facts.AddKnown("Start", TelemetryText.Date(info.CreationTime));
        if (info is { CreationTime: { } start } && (info.TerminationTime ?? (info.IsComplete ? null : OdpTime.FromDateTimeOffset(now))) is { } end && end >= start)
        {
            facts.Add(info.IsComplete ? "Duration" : "Running for", TelemetryText.Duration(Math.Round((end - start) / 1e9)));
        }

        if (overview is { First: { } first, Last: { } last })
        {
            facts.Add("Data", $"{TelemetryText.Clock(first)} to {TelemetryText.Clock(last)} UTC, {TelemetryText.Duration(Math.Round((last - first) / 1e9, 1))}");
            facts.Add("Contents", Contents(overview));
        }

        facts.AddKnown("Type", info.Version > 1 ? $"{info.Type}, version {info.Version}" : info.Type);
        facts.AddKnown("Belongs with", string.Join(", ", info.AssociateSessionKeys));
        facts.Add("Key", Cell.Code(info.SessionKey));
        return facts;
    }

    private static string Contents(SessionOverview overview)
    {
        var parts = new List<string> { $"{TelemetryText.Count(overview.Signals.Sum(signal => signal.Count), "samples")} of {TelemetryText.Count(overview.Signals.Count, "signals")}" };
        Add(overview.Markers.Count, "markers");
        Add(overview.Events.Count, "events");
        Add(overview.Errors.Count, "error reports");
        Add(overview.CanMessages, "CAN messages");
        return string.Join(", ", parts);

        void Add(long count, string noun)
        {
            if (count > 0)
            {
                parts.Add(TelemetryText.Count(count, noun));
            }
        }
    }

    private static void Add(List<Block> body, string name, SessionOverview overview, bool isSimulated)
    {
        var laps = new LapTable(name, overview.Markers, isSimulated);
        var tabs = new List<Tab>();
        if (laps.Count > 0)
        {
            tabs.Add(new Tab(laps.Fastest is { Seconds: { } best } ? $"{laps.Count} laps, fastest {TelemetryText.LapTime(best)}" : TelemetryText.Count(laps.Count, "laps"), LapTableView.Table(laps), IsOpen: true));
        }

        if (overview.Signals.Count > 0)
        {
            tabs.Add(new Tab(TelemetryText.Count(overview.Signals.Count, "signals"), SignalTableView.Of(new SignalTable(name, overview.Signals, isSimulated)) with { Caption = null, ShowSize = false }, IsOpen: true));
        }

        if (overview.Metadata.Count > 0)
        {
            tabs.Add(new Tab($"{overview.Metadata.Count} metadata", new PropertyList(overview.Metadata.Select(pair => new Property(pair.Key, pair.Value)))));
        }

        if (tabs.Count > 0)
        {
            body.Add(new Tabs(tabs));
        }
    }

    // A card is shown in any case: what cannot be read soon is left out, and that is said.
    private static (SessionOverview? Overview, string? Trouble) Read(TelemetrySession session)
    {
        if (session.Content.Known is { } known)
        {
            return (known, null);
        }

        try
        {
            var overview = session.Telemetry.Lab.Calls.Run(
                session.Telemetry.CallFor($"Looking at '{session.Identifier}'") with { Timeout = Patience }, session.Content.OverviewAsync);
            return (overview, null);
        }
        catch (LabTimeoutException)
        {
            return (null, "It takes longer than 2 s to read: ask for Signals or Laps to see them here, too.");
        }
        catch (LabException error)
        {
            return (null, error.Problem);
        }
    }
}
