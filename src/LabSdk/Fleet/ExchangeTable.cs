using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Fleet;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The last exchanges of a device at a gateway, the oldest first. Shows itself as a table and a plot of round trips.</summary>
/// <remarks>Thread-safe: a snapshot.</remarks>
[TypeFormatterSource]
public sealed class ExchangeTable : IReadOnlyList<FleetExchange>, IDisplayable, ITimelinePart
{
    private readonly IReadOnlyList<FleetExchange> _exchanges;

    internal ExchangeTable(IReadOnlyList<FleetExchange> exchanges, FleetDevice device, bool isSimulated) =>
        (_exchanges, Device, IsSimulated) = (exchanges, device, isSimulated);

    /// <summary>The device.</summary>
    public FleetDevice Device { get; }

    /// <summary>True when the gateway is simulated.</summary>
    public bool IsSimulated { get; }

    /// <summary>How many there are.</summary>
    public int Count => _exchanges.Count;

    /// <summary>The table as a data frame: one row for each exchange, times in s and ms.</summary>
    public DataFrame Data => ExchangeRows.ToFrame(this);

    /// <summary>An exchange by its place.</summary>
    /// <param name="index">From 0, the oldest.</param>
    public FleetExchange this[int index] => _exchanges[index];

    /// <summary>Round trips over time; reconnects, failures and commands that came unasked are marked.</summary>
    public Figure Plot() => ExchangeFigures.RoundTrips(this);

    /// <summary>Where a car has been, and the stops of its mission.</summary>
    /// <returns>An empty plot when no status holds a position.</returns>
    public Figure Track() => ExchangeFigures.Track(this);

    /// <summary>Returns table and plot. Asks nobody.</summary>
    public MimeBundle ToMimeBundle() => ExchangeTableView.Of(this).ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ExchangeTableView.Of(this).ToHtml();

    /// <summary>Returns the table as text.</summary>
    public override string ToString() => ExchangeTableView.Of(this).ToString();

    /// <inheritdoc/>
    public IEnumerator<FleetExchange> GetEnumerator() => _exchanges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string ITimelinePart.TimelineName => Device.Role;

    DataFrame ITimelinePart.ToTimelineRows() => Data;
}
