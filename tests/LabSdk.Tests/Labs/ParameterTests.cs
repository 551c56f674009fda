using LabSdk.Devices;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Labs;

public sealed class ParameterTests : IDisposable
{
    private readonly SoftParameters _soft = new(
        "dev",
        new("dev", "gain", ParameterKind.Float, "dB") { Limits = new DeviceLimits(0, 40) },
        new("dev", "count", ParameterKind.Integer, ""),
        new("dev", "armed", ParameterKind.Boolean, ""),
        new("dev", "mode", ParameterKind.Choice, "") { Choices = ["fast", "slow"] },
        new("dev", "serial", ParameterKind.Text, "") { IsWritable = false });

    private readonly Lab _lab;
    private readonly DeviceParameters _parameters;

    public ParameterTests()
    {
        _lab = SoftConnector.Connect(new SoftConnection(SoftDevices.WithParameters(_soft), SoftDevices.Detector()));
        _parameters = _lab.Device("dev").Parameters;
    }

    private enum Mode
    {
        Fast,
        Slow,
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Values_are_typed()
    {
        _parameters["gain"].Value = 12.5;
        _parameters["count"].Value = 7;
        _parameters["mode"].Value = "slow";

        Assert.Equal(12.5, _parameters["gain"].Value);
        Assert.Equal(7L, _parameters["count"].Value);
        Assert.Equal(7, _parameters["count"].Get<int>());
        Assert.Equal(Mode.Slow, _parameters["mode"].Get<Mode>());
        Assert.Null(_parameters["armed"].Value);
        Assert.True(double.IsNaN(new ParameterHolder(_parameters["armed"]).Number));
    }

    [Fact]
    public void Numbers_become_the_type_that_the_device_wants()
    {
        _parameters["gain"].Value = 3;
        _parameters["count"].Value = 4.0;
        _parameters["gain"].Value = TimeSpan.FromMilliseconds(250);

        Assert.Equal([("gain", (object)3.0), ("count", 4L), ("gain", 0.25)], _soft.Sent);
    }

    [Theory]
    [InlineData("gain", "loud", "'dev.gain' cannot be set to 'loud': it takes a number. Nothing was sent. See its Info for type, unit and range.")]
    [InlineData("count", 1.5, "'dev.count' cannot be set to '1.5': it takes a whole number. Nothing was sent. See its Info for type, unit and range.")]
    [InlineData("armed", 1, "'dev.armed' cannot be set to '1': it takes true or false. Nothing was sent. See its Info for type, unit and range.")]
    [InlineData("mode", "fasst", "'dev.mode' cannot be set to 'fasst': it is not one of its choices. Nothing was sent. Did you mean 'fast'? Existing choices: fast, slow.")]
    public void A_value_of_the_wrong_type_is_refused_before_it_is_sent(string name, object value, string message)
    {
        var error = Assert.Throws<LabConfigurationException>(() => _parameters[name].Value = value);

        Assert.Equal(message, error.Message);
        Assert.Empty(_soft.Sent);
    }

    [Fact]
    public void A_value_outside_the_published_range_is_refused_before_it_is_sent()
    {
        var error = Assert.Throws<DeviceException>(() => _parameters["gain"].Value = 41);

        Assert.Contains("above the upper limit 40 dB", error.Message);
        Assert.Empty(_soft.Sent);
    }

    [Fact]
    public void An_unknown_name_lists_the_nearest()
    {
        var error = Assert.Throws<DeviceException>(() => _parameters["gian"]);

        Assert.Equal("'dev' has no parameter 'gian'. Did you mean 'gain'? Existing parameters: armed, count, gain, mode, serial.", error.Message);
    }

    [Fact]
    public void A_settable_device_takes_names_that_it_does_not_list()
    {
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.WithParameters(new SoftParameters("dac"), isSettable: true)));

        lab.Settable("dac")["voltage"].Value = 2.5;

        Assert.Equal(2.5, lab.Settable("dac")["voltage"].Get<double>());
    }

    [Fact]
    public void A_numeric_parameter_can_be_scanned()
    {
        var scan = Scan(_parameters["gain"], 0, 40, steps: 5).Read(_lab.Detector("power")).Run();

        Assert.Equal([0, 10, 20, 30, 40], _soft.Sent.Select(sent => (double)sent.Value));
        Assert.Equal(5, scan.PointsDone);
        Assert.Same(scan, _lab.LastScan);
    }

    [Fact]
    public void Beyond_its_range_a_parameter_is_not_scanned()
    {
        Assert.Throws<LabConfigurationException>(() => Scan(_parameters["gain"], 0, 80, steps: 5).Read(_lab.Detector("power")).Run());
        Assert.Empty(_soft.Sent);
    }

    [Fact]
    public void Changes_can_be_read_in_a_plain_loop()
    {
        _parameters["gain"].Value = 1;
        _parameters["count"].Value = 2;

        var change = _parameters["count"].Changes().First();

        Assert.Equal(("count", 2L), (change.Name, change.NewValue));
    }

    [Fact]
    public async Task Handlers_may_block_and_a_bad_one_costs_the_others_nothing()
    {
        var seen = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Bad(ParameterChange change) => throw new InvalidOperationException("bad handler");
        void Good(ParameterChange change) => seen.TrySetResult(_parameters["gain"].Get<double>());
        _parameters.Changed += Bad;
        _parameters.Changed += Good;

        _parameters["gain"].Value = 5;

        Assert.Equal(5, await seen.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("bad handler", _parameters.WatchError?.Message);
        _parameters.Changed -= Bad;
        _parameters.Changed -= Good;
        await _soft.WatchEnded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class ParameterHolder(IMovable movable)
    {
        public double Number => movable.GetPositionAsync().AsTask().GetAwaiter().GetResult();
    }
}
