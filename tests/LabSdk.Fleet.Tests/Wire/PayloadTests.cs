using System.Text;

namespace LabSdk.Fleet.Tests.Wire;

public class PayloadTests
{
    [Fact]
    public void Json_has_the_blanks_of_the_reference_and_none_in_texts()
    {
        Assert.Equal("{\"pressed\": true}", Text(FleetJson.Write(new { pressed = true })));
        Assert.Equal("{\"a\": [1, 2.5], \"b\": \"x:y,z\\\\\\\"é\", \"c\": null}", Text(FleetJson.Write(new Dictionary<string, object?> { ["a"] = new[] { 1, 2.5 }, ["b"] = "x:y,z\\\"é", ["c"] = null })));
        Assert.Throws<ArgumentException>(() => FleetJson.Write(new byte[3]));
        Assert.Throws<ArgumentException>(() => FleetJson.Write(new { x = double.NaN }));
        Assert.Equal(Text(ExampleStatus.Released.ToArray()), Text(FleetJson.Write(new { pressed = false })));
    }

    [Fact]
    public void Mission_status_survives_the_way_there_and_back()
    {
        var status = new MissionStatus(MissionState.InStop, -1.5) { Fuel = 0.25, Position = new GeoPosition(45.8, 15.9, 120), NextStop = new MissionStop("A", new GeoPosition(1, 2, 3)) };
        Assert.Equal(status, MissionStatus.TryParse(status.ToPayload()));
        Assert.Contains("\"nextStop\": null", Text(new MissionStatus(MissionState.Idle, 0).ToPayload()));
        Assert.Throws<InvalidOperationException>(() => new MissionStatus(MissionState.Unknown, 0).ToPayload());
        Assert.Throws<InvalidOperationException>(() => new MissionStatus(MissionState.Idle, double.NaN).ToPayload());
    }

    [Fact]
    public void Mission_command_is_read_with_stops_or_stations()
    {
        var stops = MissionCommand.TryParse("{\"action\":\"START\",\"stops\":[{\"name\":\"A\"}],\"route\":\"R\"}"u8.ToArray())!;
        var stations = MissionCommand.TryParse("{\"action\":\"JUMP\",\"stations\":[{\"name\":\"A\"}]}"u8.ToArray())!;
        Assert.Equal((MissionAction.Start, "A", "R"), (stops.Action, stops.Stops[0].Name, stops.Route));
        Assert.Equal((MissionAction.Unknown, "A", ""), (stations.Action, stations.Stops[0].Name, stations.Route));
        Assert.Null(MissionCommand.TryParse("[]"u8.ToArray()));
        Assert.Equal(stops.Stops, MissionCommand.TryParse(stops.ToPayload())!.Stops);
    }

    [Fact]
    public void Io_payloads_are_read_as_they_come()
    {
        var status = new IoStatus([new IoInput(1, true)], [new IoOutput(1, false, true)], 3);
        var read = IoStatus.TryParse(status.ToPayload())!;
        Assert.Equal((status.Inputs[0], status.Outputs[0], 3L), (read.Inputs[0], read.Outputs[0], read.ButtonPresses));
        Assert.Empty(IoCommand.TryParse("null"u8.ToArray())!.Actions);
        Assert.Empty(IoCommand.TryParse("[]"u8.ToArray())!.Actions);
        Assert.Equal(["output 0: on", "output 3: toggle", "output 4: 9"], IoCommand.TryParse("[{\"outNum\":0,\"actType\":1},{\"outNum\":3,\"actType\":2},{\"outNum\":4,\"actType\":9}]"u8.ToArray())!.Actions.Select(action => action.ToString()));
        Assert.Null(IoCommand.TryParse("{}"u8.ToArray()));
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
