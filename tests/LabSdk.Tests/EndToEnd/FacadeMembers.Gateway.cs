using LabSdk.Fleet;

namespace LabSdk.Tests.EndToEnd;

/// <summary>How the members of devices at gateways are called.</summary>
internal static partial class FacadeMembers
{
    private static Dictionary<string, Action<Lab>> GatewayCalls => new()
    {
        ["Lab.Fleet()"] = lab => Assert.Throws<LabConfigurationException>(() => lab.Fleet()),
        ["Lab.Fleet(String)"] = lab => lab.Fleet("left_button"),
        ["GatewayDevice.Client"] = lab => _ = Button(lab).Client,
        ["GatewayDevice.Command"] = lab => _ = Button(lab).Command,
        ["GatewayDevice.CommandField(String, String)"] = lab => Button(lab).CommandField("lit_up"),
        ["GatewayDevice.History"] = lab => _ = Button(lab).History,
        ["GatewayDevice.Identity"] = lab => _ = Button(lab).Identity,
        ["GatewayDevice.IsConnected"] = lab => _ = Button(lab).IsConnected,
        ["GatewayDevice.LastStatus"] = lab => _ = Button(lab).LastStatus,
        ["GatewayDevice.Live()"] = lab => Button(lab).Live().Dispose(),
        ["GatewayDevice.Run(TimeSpan, Func`1, Action`1, Nullable`1, CancellationToken)"] = lab =>
            Button(lab).Run(TimeSpan.FromMilliseconds(10), () => ExampleStatus.Pressed, duration: TimeSpan.FromMilliseconds(50)),
        ["GatewayDevice.Send(Object, Nullable`1, CancellationToken)"] = lab => Button(lab).Send(ExampleStatus.Pressed),
        ["GatewayDevice.Statistics"] = lab => _ = Button(lab).Statistics,
        ["GatewayDevice.Status"] = lab => Button(lab).Status = new { pressed = true },
        ["GatewayDevice.StatusField(String, Double, Double, String)"] = lab => Car(lab).StatusField("telemetry.speed"),
        ["GatewayDevice.TakeCommand()"] = lab => Button(lab).TakeCommand(),
        ["GatewayPayload.Data"] = lab => _ = Command(lab).Data,
        ["GatewayPayload.Device"] = lab => _ = Command(lab).Device,
        ["GatewayPayload.Io"] = lab => _ = Command(lab).Io,
        ["GatewayPayload.IoStatus"] = lab => _ = Command(lab).IoStatus,
        ["GatewayPayload.IsCommand"] = lab => _ = Command(lab).IsCommand,
        ["GatewayPayload.Json"] = lab => _ = Command(lab).Json,
        ["GatewayPayload.Mission"] = lab => _ = Command(lab).Mission,
        ["GatewayPayload.MissionStatus"] = lab => _ = Command(lab).MissionStatus,
        ["GatewayPayload.ReceivedAt"] = lab => _ = Command(lab).ReceivedAt,
        ["GatewayPayload.RoundTrip"] = lab => _ = Command(lab).RoundTrip,
        ["GatewayPayload.Text"] = lab => _ = Command(lab).Text,
        ["GatewayPayload.ToHtml()"] = lab => Command(lab).ToHtml(),
        ["GatewayPayload.ToMimeBundle()"] = lab => _ = Command(lab).ToMimeBundle().PlainText,
        ["GatewayPayload.ToString()"] = lab => Command(lab).ToString(),
        ["GatewayPayload.Value(String)"] = lab => Command(lab).Value("lit_up"),
        ["CommandField.Description"] = lab => _ = Lamp(lab).Description,
        ["CommandField.Id"] = lab => _ = Lamp(lab).Id,
        ["CommandField.Read(CancellationToken)"] = lab => Lamp(lab).Read(),
        ["CommandField.ToString()"] = lab => Lamp(lab).ToString(),
        ["CommandField.Unit"] = lab => _ = Lamp(lab).Unit,
        ["StatusField.Description"] = lab => _ = Speed(lab).Description,
        ["StatusField.Id"] = lab => _ = Speed(lab).Id,
        ["StatusField.Limits"] = lab => _ = Speed(lab).Limits,
        ["StatusField.StartMove(Double, MoveOptions)"] = lab => Speed(lab).StartMove(1).Wait(),
        ["StatusField.ToString()"] = lab => Speed(lab).ToString(),
        ["StatusField.Unit"] = lab => _ = Speed(lab).Unit,
        ["StatusField.Value"] = lab => Speed(lab).Value = 2,
        ["ExchangeTable.Count"] = lab => _ = Exchanges(lab).Count,
        ["ExchangeTable.Data"] = lab => _ = Exchanges(lab).Data,
        ["ExchangeTable.Device"] = lab => _ = Exchanges(lab).Device,
        ["ExchangeTable.GetEnumerator()"] = lab => _ = Exchanges(lab).ToArray(),
        ["ExchangeTable.IsSimulated"] = lab => _ = Exchanges(lab).IsSimulated,
        ["ExchangeTable.Item[Int32]"] = lab => _ = Exchanges(lab)[0],
        ["ExchangeTable.Plot()"] = lab => Exchanges(lab).Plot(),
        ["ExchangeTable.ToHtml()"] = lab => Exchanges(lab).ToHtml(),
        ["ExchangeTable.ToMimeBundle()"] = lab => _ = Exchanges(lab).ToMimeBundle().PlainText,
        ["ExchangeTable.ToString()"] = lab => Exchanges(lab).ToString(),
        ["ExchangeTable.Track()"] = lab => Exchanges(lab).Track(),
    };

    private static GatewayDevice Button(Lab lab) => lab.Fleet("left_button");

    private static GatewayDevice Car(Lab lab)
    {
        var car = lab.Fleet("driving");
        car.Status = new MissionStatus(MissionState.Drive, 0);
        return car;
    }

    private static GatewayPayload Command(Lab lab) => Button(lab).Send(ExampleStatus.Released);

    private static CommandField Lamp(Lab lab)
    {
        Command(lab);
        return Button(lab).CommandField("lit_up");
    }

    private static StatusField Speed(Lab lab) => Car(lab).StatusField("telemetry.speed", 0, 10, "m/s");

    private static ExchangeTable Exchanges(Lab lab)
    {
        Command(lab);
        return Button(lab).History;
    }
}
