using System.Globalization;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Families.Cxl;
using LabSdk.Families.Mds;

namespace LabSdk.Presentation;

/// <summary>A device as a card: what it is, where it stands now, and, when it cannot be reached, why.</summary>
internal static class DeviceCard
{
    public static Block Of(Device device)
    {
        var live = LiveState.Of(device);
        var facts = new PropertyList();
        AddValues(facts, device, live.Value);
        var body = new List<Block>();
        if (device is Motor { Limits: { Span: > 0 and < double.PositiveInfinity } limits } motor)
        {
            body.Add(new RangeBar(live.Value?.Position ?? double.NaN, limits.Minimum, limits.Maximum, motor.Units));
        }

        facts.Add("Driver", Cell.Code(device.Description.Driver));
        facts.AddKnown("Can", Abilities(device));
        foreach (var (name, value) in device.Description.Metadata.Where(fact => !IsShownAlready(device, fact.Key)))
        {
            facts.AddKnown(Sentence(name), value);
        }

        facts.AddKnown("Endpoint", Cell.Code(device.Description.Endpoint));
        body.Insert(0, facts);
        if (device is GatewayDevice atGateway)
        {
            body.InsertRange(0, FleetFacts.Panels(atGateway));
        }

        if (device is Telemetry broker)
        {
            body.AddRange(TelemetryFacts.Panels(broker));
        }

        if (live.Trouble is { } trouble)
        {
            body.Insert(0, new StatusRows(new StatusRow(State.Fault, trouble, (live.Error as LabException)?.Hint)));
        }

        return new Card(device is Telemetry ? Kind(device) : $"{Kind(device)} {device.Id}")
        {
            Subtitle = device is Telemetry ? TelemetryFacts.Line((Telemetry)device) : device.Name == device.Id ? null : device.Name,
            State = live.State,
            StateWord = live.Word,
            Badges = Badges(device.Description.IsSimulated),
            Body = body,
        };
    }

    /// <summary>What a device can do, in words that can be wrapped.</summary>
    public static string Abilities(Device device) =>
        string.Join(", ", device.Description.Capabilities.Select(name => name.Replace('_', ' ')));

    public static IReadOnlyList<Badge> Badges(bool isSimulated) => isSimulated ? [Badge.Simulated] : [];

    /// <summary>One line without asking the device.</summary>
    public static string Line(Device device)
    {
        var unit = device switch
        {
            Motor motor => string.Create(CultureInfo.InvariantCulture, $", {motor.Units}, limits {motor.Limits}"),
            Detector detector => $", {detector.Units}",
            Camera camera => string.Create(CultureInfo.InvariantCulture, $", {camera.FrameWidth} x {camera.FrameHeight}"),
            GatewayDevice played => $", {played.Client.Device} at {played.Client.Endpoint}, {played.Client.State.ToString().ToLowerInvariant()}",
            Telemetry telemetry => $", {TelemetryFacts.Line(telemetry)}",
            DiagnosticDevice diagnostics => $", {diagnostics.Link.Name}, {diagnostics.Client.State.ToString().ToLowerInvariant()}",
            _ => "",
        };
        return $"{Kind(device)} {device.Id} ({device.Name}){unit}{(device.Description.IsSimulated ? ", SIMULATED" : "")}";
    }

    /// <summary>Value and unit of the one number that says most about a device.</summary>
    public static string? MainValue(Device device, DeviceState? state) => (device, state) switch
    {
        (_, null) => null,
        (GatewayDevice played, _) => FleetFacts.Line(played),
        (Telemetry telemetry, _) => TelemetryFacts.Line(telemetry),
        (Motor motor, { Position: { } position }) => Cell.Number(position, motor.Units).ToString().TrimEnd(),
        (_, { Reading: { } reading }) => Cell.Number(reading, UnitOf(device)).ToString().TrimEnd(),
        (Camera camera, { Exposure: { } exposure }) =>
            string.Create(CultureInfo.InvariantCulture, $"{camera.FrameWidth} x {camera.FrameHeight}, {exposure.TotalMilliseconds:0.###} ms"),
        _ => null,
    };

    private static void AddValues(PropertyList facts, Device device, DeviceState? state)
    {
        switch (device)
        {
            case Motor motor:
                facts.Add(new Property("Position", state is null ? "n/a" : Cell.Number(state.Position, motor.Units), IsLead: true));
                facts.Add("Limits", motor.Limits == DeviceLimits.None ? "none told" : $"{motor.Limits} {motor.Units}");
                break;
            case Detector detector:
                facts.Add(new Property("Reading", state is null ? "n/a" : Cell.Number(state.Reading, detector.Units), IsLead: true));
                break;
            case Camera camera:
                facts.Add("Frame", camera.FrameWidth > 0 ? string.Create(CultureInfo.InvariantCulture, $"{camera.FrameWidth} x {camera.FrameHeight} pixels") : "size not told");
                facts.Add(new Property("Exposure", state is null ? "n/a" : Cell.Number(state.Exposure?.TotalMilliseconds, "ms"), IsLead: true));
                break;
            case DiagnosticDevice diagnostics:
                DiagnosticFacts.Add(facts, diagnostics, state);
                break;
            case CxlDevice cxl:
                CxlFacts.Add(facts, cxl, state);
                break;
            case GatewayDevice played:
                FleetFacts.Add(facts, played);
                break;
            case Telemetry telemetry:
                TelemetryFacts.Add(facts, telemetry);
                break;
            default:
                facts.AddKnown("Position", Cell.Number(state?.Position, ""));
                facts.AddKnown("Reading", Cell.Number(state?.Reading, UnitOf(device)));
                break;
        }

        facts.AddKnown("Streaming", device is not Telemetry && state?.IsStreaming is { } streaming ? streaming : Cell.Null);
        facts.AddKnown("Armed", state?.IsArmed is { } armed ? armed : Cell.Null);
    }

    // Position, reading and frame stand above with their units and limits.
    private static bool IsShownAlready(Device device, string fact) => device switch
    {
        Motor => fact.StartsWith("position", StringComparison.Ordinal),
        Detector => fact.StartsWith("reading", StringComparison.Ordinal),
        Camera => fact == "frame",
        _ => false,
    };

    private static string Sentence(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static string UnitOf(Device device) => device switch
    {
        Detector detector => detector.Units,
        Laser laser => laser.Units,
        DiagnosticDevice => MdsParts.RateUnit,
        CxlDevice => CxlParts.TemperatureUnit,
        _ => "",
    };

    public static string Kind(Device device) => device.GetType().Name;
}
