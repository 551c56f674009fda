using System.Globalization;
using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>A signal as a card: what it is, its figures, its plot.</summary>
internal static class SignalDataView
{
    public static Block Of(SignalData data)
    {
        var signal = data.Signal;
        var facts = new PropertyList { { "Samples", Samples(data) } };
        if (signal is { Min: { } min, Max: { } max })
        {
            facts.Add("Range", $"{Cell.Number(min)} to {Cell.Number(max, data.Unit)}".TrimEnd());
        }

        if (data.Values.Where(double.IsFinite).ToArray() is { Length: > 0 } values)
        {
            facts.Add("Mean", Cell.Number(values.Average(), data.Unit));
        }

        facts.AddKnown("Rate", signal.Rate is { } rate ? TelemetryText.Rate(rate) : Cell.Null);
        facts.AddKnown("Stream", string.Join(", ", signal.Streams.Select(TelemetryText.Stream)));
        facts.AddKnown("Description", signal.Definition?.Description);
        var body = new List<Block> { facts };
        if (data.Count > 1 && data.Samples.Kind != SampleKind.String)
        {
            body.Add(data.Plot());
        }

        return new Card(data.Identifier, body)
        {
            Subtitle = data.Scale.Name,
            Badges = DeviceCard.Badges(data.IsSimulated),
        };
    }

    private static string Samples(SignalData data) => string.Create(
        CultureInfo.InvariantCulture,
        $"{data.Count:#,0}{(data.Signal.NotValid > 0 ? $", {data.Signal.NotValid:#,0} not valid" : "")}");
}
