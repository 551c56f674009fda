using LabSdk.Cxl;
using LabSdk.Data;
using LabSdk.Devices;
using LabSdk.Fleet;
using LabSdk.Simulation;
using LabSdk.Tapes;
using LabSdk.Tests.EndToEnd;
using static LabSdk.Plans;

namespace LabSdk.Tests.Tapes;

/// <summary>What was measured on simulated peers is measured again from the tape, without any peer.</summary>
public sealed class LabTapeTests : IDisposable
{
    private readonly TapeFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_same_scan_gives_the_same_table()
    {
        var recorded = Record(Measure);

        using var lab = Replay();

        Assert.Equal(recorded, Measure(lab));
        Assert.True(lab.IsReplay && lab.IsSimulated);
        Assert.Equal(0, lab.Tape!.Unanswered);

        static string Measure(Lab lab) => Table(
            Scan(lab.Motor("mock_stage"), 0, 100, steps: 11).Read(lab.Detector("mock_power_meter"), lab.Cxl("mem0").Temperature).Run("taped"));
    }

    [Fact]
    public void The_same_devices_are_there()
    {
        var recorded = Record(Describe);

        using var lab = Replay();

        Assert.Equal(recorded.Where(device => !device.StartsWith("telemetry", StringComparison.Ordinal)), Describe(lab));
        Assert.Equal(["odp:sim"], lab.Tape!.LeftOut);

        static string[] Describe(Lab lab) => [.. lab.Devices.Select(device => device.Description).Select(device =>
            $"{device.Id} {device.Name} {device.Driver} {device.IsSimulated} {string.Join(' ', device.Capabilities)} {string.Join(' ', device.Metadata.Select(fact => $"{fact.Key}={fact.Value}").Order(StringComparer.Ordinal))}")];
    }

    [Fact]
    public void Frames_of_a_camera_are_the_same_bytes()
    {
        var recorded = Record(Look);

        for (var times = 0; times < 3; times++)
        {
            using var lab = Replay();
            Assert.Equal(recorded, Look(lab));
        }

        // Room for all, so that none is lost to a slow reader while the tape is recorded.
        static string[] Look(Lab lab) => [.. lab.Camera("mock_camera").Frames(new FrameOptions { BufferedFrames = 60 }).Take(3).Select(frame => $"{frame.Number} {Convert.ToHexString(frame.Pixels.Span)}")];
    }

    [Fact]
    public void A_gateway_gives_the_same_commands()
    {
        var recorded = Record(Play);

        using var lab = Replay();

        Assert.Equal(recorded, Play(lab));

        static string[] Play(Lab lab) =>
            [.. new object[] { ExampleStatus.Pressed, ExampleStatus.Released, ExampleStatus.Pressed }.Select(status => Convert.ToHexString(lab.Fleet("left_button").Send(status).Data.Span))];
    }

    [Fact]
    public void A_diagnostic_device_gives_the_same_chunks()
    {
        var recorded = Record(Collect);

        using var lab = Replay();

        Assert.Equal(recorded, Collect(lab));
        Assert.NotEmpty(recorded);

        static string[] Collect(Lab lab) => [.. lab.Mds().Collect(8, TimeSpan.FromSeconds(20)).Select(packet => $"{packet.Sequence} {Convert.ToHexString(packet.Data.Span)}")];
    }

    [Fact]
    public void Components_give_the_same_health_also_through_a_switch()
    {
        var recorded = Record(Look);

        using var lab = Replay();

        Assert.Equal(recorded, Look(lab));

        static string Look(Lab lab)
        {
            var memory = lab.Cxl("mem0");
            var below = lab.Cxl("switch0").Through(Tunnel.Switch(1));
            return $"{memory.Health} {memory.Health.Temperature} {below.Tunnel}";
        }
    }

    [Fact]
    public void What_was_not_asked_then_is_an_error_that_says_so()
    {
        Record(lab => lab.Detector("mock_power_meter").Read());

        using var lab = Replay();
        lab.Detector("mock_power_meter").Read();

        Assert.Equal(TapeErrorIds.UsedUp, Assert.Throws<TapeException>(() => lab.Detector("mock_power_meter").Read()).ErrorId);
        Assert.Equal(TapeErrorIds.NotOnTape, Assert.Throws<TapeException>(() => lab.Motor("mock_stage").Position = 12).ErrorId);
        Assert.Equal(TapeErrorIds.NotOnTape, Assert.Throws<TapeException>(() => lab.Fleet("left_button").Send(ExampleStatus.Pressed)).ErrorId);
        Assert.Equal(3, lab.Tape!.Unanswered);
        Assert.Contains("3 questions", lab.Tape.ToMimeBundle().PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_devices_are_the_same_errors()
    {
        var recorded = Record(Fail);

        using var lab = Replay();

        Assert.Equal(recorded, Fail(lab));

        static string Fail(Lab lab)
        {
            var error = Assert.ThrowsAny<LabException>(() => lab.RunEngine.Run(LabSdk.Daq.DaqPlan.Count(1, "nobody")));
            return $"{error.GetType()} {error.ErrorId} {error.Problem}";
        }
    }

    [Fact]
    public void A_lab_says_how_it_is_recorded_and_refuses_a_second_tape()
    {
        using var lab = Lab.Simulate(SimulatedLab.Options);
        Assert.Null(lab.Tape);

        Assert.Same(lab, lab.Record(_files.Path));

        Assert.Contains("recording", lab.Tape!.ToMimeBundle().PlainText, StringComparison.Ordinal);
        Assert.Equal(TapeErrorIds.NotRecordable, Assert.Throws<TapeException>(() => lab.Record(_files.Path + "2")).ErrorId);
        lab.Tape.Stop();
        lab.Tape.Stop();
        Assert.Equal("stopped", lab.Tape.Ended);
        lab.Record(_files.Path + "2");
        Assert.Null(lab.Tape.Ended);
    }

    [Fact]
    public void A_replayed_lab_says_so_and_cannot_be_recorded()
    {
        Record(_ => 0);

        using var lab = Replay();

        Assert.Contains("REPLAY", lab.ToString(), StringComparison.Ordinal);
        Assert.Contains("REPLAY", lab.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("replayed", lab.Tape!.ToString(), StringComparison.Ordinal);
        Assert.Equal(TapeErrorIds.NotRecordable, Assert.Throws<TapeException>(() => lab.Record(_files.Path + "2")).ErrorId);
    }

    [Fact]
    public void Nothing_is_written_while_nothing_is_recorded()
    {
        using var lab = Lab.Simulate(SimulatedLab.Options);

        Assert.All(lab.Options.Deck!.Taps, tap => Assert.False(tap.IsOn));
        Assert.Equal(["cxl", "cxl", "daq", "fleet", "fleet", "fleet", "mds"], lab.Options.Deck.Taps.Select(tap => tap.Family).Order());
    }

    private static string Table(ScanResult scan) => string.Join('\n', scan.Data.Columns
        .Where(column => column.Role is ColumnRole.Setpoint or ColumnRole.Readback or ColumnRole.Detector)
        .Select(column => $"{column.Name}: {string.Join(' ', column.ToDoubles())}"));

    private T Record<T>(Func<Lab, T> work)
    {
        using var lab = Lab.Simulate(SimulatedLab.Options, options => options.Journal = false).Record(_files.Path);
        return work(lab);
    }

    private Lab Replay() => Lab.Replay(_files.Path);
}
