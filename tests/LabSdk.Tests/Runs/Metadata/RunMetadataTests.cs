using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Simulation;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Metadata;

/// <summary>What a run notes by itself of its devices, their peers and the program.</summary>
public sealed class RunMetadataTests : IDisposable
{
    private const string Canary = "canary-c4d2";
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-metadata").FullName;

    private RunRecord Last => Lab.Runs.In(_folder).Last;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Peers_parameters_and_positions_of_the_devices_stand_in_the_journal_and_on_the_card()
    {
        using var lab = Lab.Simulate(new SimulatedDaemonOptions { Token = Canary }, options => options.DataFolder = _folder);
        var stage = lab.Motor("mock_stage");
        stage.Position = 3;
        Scan(stage, 5, 6, 2).Read(lab.Detector("mock_power_meter"), lab.Cxl("mem0").Temperature).Run("noted");
        var run = Last;
        Assert.Equal(3.0, Convert.ToDouble(run.Devices[0].Settings["position"], null), 3);
        Assert.Contains("base_power", run.Devices[1].Settings.Keys);
        Assert.All(run.Devices, device => Assert.Null(device.SettingsError));
        Assert.NotEqual("", run.Devices[2].Settings["firmware"]);
        Assert.Contains(run.Peers, peer => peer.Contains("rust-daq daemon 0.1.0", StringComparison.Ordinal));
        Assert.Equal(2, run.Peers.Count);
        var html = run.ToHtml();
        Assert.Contains("Settings at the start", html, StringComparison.Ordinal);
        Assert.Contains("base_power", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, html + File.ReadAllText(run.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameter_that_is_secret_by_its_name_is_masked()
    {
        using var lab = Connect(new SoftParameters("stage", Text("auth_token"), Text("Password"), Text("mode")) { ["auth_token"] = Canary, ["Password"] = Canary, ["mode"] = "fast" });
        Scan(lab.Motor("stage"), 0, 1, 2).Read(lab.Detector("power")).Run();
        var settings = Last.Devices[0].Settings;
        Assert.Equal((Secret.Mask, Secret.Mask, "fast"), (settings["auth_token"], settings["Password"], settings["mode"]));
        Assert.DoesNotContain(Canary, Last.ToHtml() + Views.ToMimeBundle(Last).PlainText + File.ReadAllText(Last.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Device_that_hangs_or_fails_is_noted_and_the_scan_runs(bool hangs)
    {
        using var lab = Connect(new Odd(hangs));
        var scan = Scan(lab.Motor("stage"), 0, 1, 2).Read(lab.Detector("power")).Run();
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        Assert.Contains(hangs ? "within 2 s" : "it broke", Last.Devices[0].SettingsError, StringComparison.Ordinal);
        Assert.Contains("position", Last.Devices[0].Settings.Keys);
        Assert.Contains("not known", Last.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/w/night.csx", "/w/a.ipynb", "/w/p.cs", "/w/night.csx")]
    [InlineData(null, "/w/a.ipynb", "/w/p.cs", "/w/a.ipynb")]
    [InlineData(null, "console-1", "/w/p.cs", "/w/p.cs")]
    [InlineData(null, "console-1", null, null)]
    [InlineData("", null, "", null)]
    public void Notebook_or_script_is_what_the_host_says(string? host, string? jupyter, string? program, string? expected) =>
        Assert.Equal(expected, RunSource.Choose(host, jupyter, program));

    private static ParameterDescription Text(string name) => new("stage", name, ParameterKind.Text, "");

    private Lab Connect(IParameters parameters) => SoftConnector.Connect(
        new SoftConnection(SoftDevices.Motor() with { Parameters = parameters }, SoftDevices.Detector()), options => options.DataFolder = _folder);

    /// <summary>Does not tell its parameters.</summary>
    private sealed class Odd(bool hangs) : IParameters
    {
        public string Id => "stage";

        public DeviceDescription Description => SoftDevices.Describe(Id, "stage");

        public ValueTask<IReadOnlyList<ParameterDescription>> ListParametersAsync(CancellationToken cancellationToken = default) =>
            hangs ? new(new TaskCompletionSource<IReadOnlyList<ParameterDescription>>().Task) : throw new DeviceException(CoreErrorIds.UnknownName, "it broke");

        public ValueTask<ParameterValue> GetParameterAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<ParameterValue> SetParameterAsync(string name, object value, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ParameterChange> ParameterChangesAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
