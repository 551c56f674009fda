using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>Plots of exchanges.</summary>
internal static class ExchangeFigures
{
    /// <summary>Round trips over time, with what was unusual marked on the axis.</summary>
    public static Figure RoundTrips(ExchangeTable table)
    {
        var answered = table.Where(each => each.RoundTrip is not null).ToArray();
        var figure = new Figure("Round trips").XAxis("time").YAxis("round trip", "ms")
            .Line(answered.Select(each => each.At), answered.Select(each => each.RoundTrip!.Value.TotalMilliseconds), answered.Length < table.Count || answered.Any(each => each.Reconnects > 0) ? "answered" : null);
        figure = Marks(figure, table.Where(each => each.Reconnects > 0 && each.Error is null), "reconnected", each => each.RoundTrip?.TotalMilliseconds ?? 0);
        figure = Marks(figure, table.Where(each => each.Error is not null), "failed", _ => 0);
        return Marks(figure, table.Where(each => each.IsUnsolicited), "command unasked", _ => 0);
    }

    /// <summary>Where a car has been, and the stops that its last mission has left.</summary>
    public static Figure Track(ExchangeTable table)
    {
        var places = table.Select(each => MissionStatus.TryParse(each.Status)?.Position).OfType<GeoPosition>().ToArray();
        var stops = table.Reverse().Select(each => MissionCommand.TryParse(each.Command)).FirstOrDefault(mission => mission is not null)?.Stops
            .Select(stop => stop.Position).OfType<GeoPosition>().ToArray() ?? [];
        var figure = new Figure("Track").XAxis("longitude", "°").YAxis("latitude", "°")
            .Line(places.Select(place => place.Longitude), places.Select(place => place.Latitude), "way");
        if (places.Length > 0)
        {
            figure = figure.Scatter([places[^1].Longitude], [places[^1].Latitude], "now");
        }

        return stops.Length == 0 ? figure : figure.Scatter(stops.Select(stop => stop.Longitude), stops.Select(stop => stop.Latitude), "stops left");
    }

    private static Figure Marks(Figure figure, IEnumerable<FleetExchange> exchanges, string name, Func<FleetExchange, double> height)
    {
        var marked = exchanges.ToArray();
        return marked.Length == 0 ? figure : figure.Scatter(marked.Select(each => (each.At - DateTimeOffset.UnixEpoch).TotalSeconds), marked.Select(height), name);
    }
}
