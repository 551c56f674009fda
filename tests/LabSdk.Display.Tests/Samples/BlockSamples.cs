namespace LabSdk.Display.Tests.Samples;

public static class BlockSamples
{
    public static IEnumerable<Sample> All()
    {
        yield return new("card: motor", t => Motor(t));
        yield return new("card: detector", t => new Card(t("Detector mock_power_meter"), new PropertyList
        {
            new Property(t("Reading"), Cell.Number(1.234567e-6, t("W"), "E6"), IsLead: true),
            { t("Driver"), Cell.Code(t("mock_power_meter")) },
            { t("Read at"), new DateTimeOffset(2026, 11, 21, 10, 4, 5, 678, TimeSpan.Zero) },
        })
        { State = State.Warn, StateWord = t("stale"), Badges = [new Badge(t("daq"))] });
        yield return new("card: health", t => Health(t));
        yield return new("table: devices", t => Devices(t));
        yield return new("table: 60 rows", t => Rows(t, 60));
        yield return new("table: 2000 rows", t => Rows(t, 2000));
        yield return new("table: empty", t => new TableModel([t("name"), t("value")], []) { Caption = t("nothing here") });
        yield return new("table: no columns", _ => new TableModel([], []));
        yield return new("table: long texts", t => new TableModel([t("text"), t("more")], Enumerable.Range(0, 300)
            .Select(i => (IReadOnlyList<Cell>)[t("x" + new string('y', 700)), t(new string('z', 900))])));
        yield return new("table: every kind", t => new TableModel(
            [new(t("kind")), new(t("value"), t("unit")), new(t("more"), null, Align.Center)],
            [
                [t("text"), Cell.Text(t("abc")), Cell.Null],
                [t("code"), Cell.Code(t("/dev/ttyUSB0")), true],
                [t("number"), 12.5, Cell.Number(-3.25e-9, t("A"))],
                [t("NaN"), double.NaN, double.NegativeInfinity],
                [t("null"), Cell.Null, (double?)null],
                [t("integer"), 42, Cell.Integer(9, t("counts"))],
                [t("state"), State.Fault, Cell.Of(State.Ok, t("idle"))],
                [t("time"), DateTimeOffset.UnixEpoch, false],
            ]));
        yield return new("status rows", t => new StatusRows(
            new StatusRow(State.Ok, t("link"), t("16 GT/s")), new StatusRow(State.Warn, t("temperature"), Cell.Number(71.5, t("°C"))),
            new StatusRow(State.Fault, t("media"), t("poison list overflow")), new StatusRow(State.Unknown, t("firmware"))));
        yield return new("progress", t => new ProgressBar(t("Scanning"), 5, 11, t("pts"), TimeSpan.FromSeconds(5)));
        yield return new("progress without total", t => new ProgressBar(t("Collecting"), 1234, 0, t("chunks"), TimeSpan.FromSeconds(61)));
        yield return new("section", t => new Section(t("Results"), new TextBlock(t("line one\nline two")), new TextBlock(t("{ \"a\": 1 }"), TextStyle.Code), new TextBlock(t("small print"), TextStyle.Muted)));
        yield return new("tabs", t => new Tabs(new Tab(t("Parameters"), new PropertyList { { t("gain"), 3 } }, IsOpen: true), new Tab(t("Raw"), new TextBlock(t("00 01 02"), TextStyle.Code))));
        yield return new("row of cards", t => new Row(Motor(t), Health(t)));
        yield return new("segments", t => new SegmentBar(new Segment(t("volatile"), 3, t("3 GiB")), new Segment(t("persistent"), 1, t("1 GiB"), Ink.Ok), new Segment(t("free"), 0, t("0 B")))
        {
            Title = t("Partitions"),
            TotalText = t("4 GiB"),
        });
        yield return new("segments: none", t => new SegmentBar(new Segment(t("a"), double.NaN, t("?"))));
        yield return new("segments: many", t => new SegmentBar([.. Enumerable.Range(0, 60).Select(i => new Segment(t("LD"), i, t("GiB")))]));
        yield return new("drawing", t => new Drawing(
            200, 100,
            [
                new Box(10, 10, 80, 30, Ink.Soft, Ink.Ok) { Tip = t("the port"), IsDashed = true },
                new Connector(50, 40, 120, 80, Ink.Series1, 4),
                new Label(50, 30, t("port 1"), 12) { Anchor = Align.Center, IsBold = true, Room = 70 },
            ],
            new TextBlock(t("port 1"))) { Title = t("a switch") });
        yield return new("badge", t => new Stack(new Badge(t("daq")), Badge.Simulated, new Badge(t("offline"), State.Fault)));
        yield return new("error: move", t => new LabException("LAB-CORE-0003", t("Motor 'mock_stage' cannot move to 150 mm: above the upper limit 100 mm."), t("Use motor.Limits to read the allowed range."), false, new InvalidOperationException(t("refused")))
        {
            DeviceId = t("mock_stage"),
            Endpoint = t("daq://localhost:50051"),
        });
        yield return new("error: foreign", t => new InvalidOperationException(t("something broke"), new IOException(t("disk"))));
        yield return new("value: text", t => t("hello"));
        yield return new("value: list", t => new object?[] { t("a"), 1, 2.5, null });
        yield return new("value: nested list", t => new object[] { new[] { t("a") }, new[] { t("b") } });
        yield return new("value: dictionary", t => new Dictionary<string, object?> { [t("key")] = t("value"), ["n"] = double.NaN });
        yield return new("value: null", _ => null);
        yield return new("value: endless", t => Endless(t("again")));
    }

    public static Card Motor(Func<string, string> t) => new(t("Motor mock_stage"), new PropertyList
    {
        new Property(t("Position"), Cell.Number(12.5, t("mm"), "F4"), IsLead: true),
        { t("Limits"), t("[0.00, 100.00] mm") },
        { t("Driver"), Cell.Code(t("mock_stage")) },
    })
    {
        Subtitle = t("daq://localhost:50051"),
        State = State.Ok,
        StateWord = t("ready"),
        Badges = [new Badge(t("daq")), Badge.Simulated],
    };

    public static Card Health(Func<string, string> t) => new(t("Memory mem0"), new StatusRows(
        new StatusRow(State.Ok, t("Media"), t("no errors")),
        new StatusRow(State.Warn, t("Temperature"), Cell.Number(71.5, t("°C"))),
        new StatusRow(State.Unknown, t("Life used"))))
    {
        State = State.Warn,
    };

    public static TableModel Devices(Func<string, string> t) => new(
        [new(t("device")), new(t("family")), new(t("capabilities")), new(t("health"))],
        [
            [Cell.Code(t("mock_stage")), t("daq"), t("movable, stoppable"), State.Ok],
            [Cell.Code(t("mock_power_meter")), t("daq"), t("readable"), State.Ok],
            [Cell.Code(t("mem0")), t("cxl"), t("health, events"), Cell.Of(State.Warn)],
            [Cell.Code(t("hid/2fe3:0007")), t("mds"), t("chunks"), Cell.Of(State.Fault, t("gone"))],
        ])
    {
        RowNoun = "devices",
    };

    public static TableModel Rows(Func<string, string> t, int count)
    {
        var power = Data.Noise(count, 1.2e-3, 1e-5, 9);
        return new TableModel(
            [new(t("point")), new(t("mock_stage"), t("mm")), new(t("mock_power_meter"), t("W")), new(t("state")), new(t("note"))],
            count,
            (row, column) => column switch
            {
                0 => row,
                1 => row * 0.25,
                2 => row == 3 ? double.NaN : row == 4 ? Cell.Null : power[row],
                3 => row % 7 == 0 ? State.Warn : State.Ok,
                _ => t(row % 10 == 0 ? "retried" : ""),
            });
    }

    private static IEnumerable<string> Endless(string text)
    {
        while (true)
        {
            yield return text;
        }
    }
}
