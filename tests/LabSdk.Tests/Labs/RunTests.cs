using System.Text.Json;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Labs;

public sealed class RunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-runs").FullName;
    private readonly Lab _lab;

    public RunTests() => _lab = SoftConnector.Connect(
        new SoftConnection(SoftDevices.Motor(), SoftDevices.Detector(), SoftDevices.Detector(new SoftDetector("broken") { OnRead = (n, _) => n < 2 ? Task.CompletedTask : throw new DeviceException("LAB-X", "it broke") })),
        options => options.DataFolder = _folder);

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_run_keeps_notes_devices_and_scans_next_to_the_data()
    {
        string path;
        using (var run = _lab.Run("alignment", new() { ["sample"] = "A7" }))
        {
            path = run.Folder;
            Assert.Equal("running", Read(path).GetProperty("status").GetString());
            Scan(_lab.Motor("stage"), 0, 10, 3).Read(_lab.Detector("power")).Run("coarse");
            run.Note("temperature", 21.5);
        }

        var record = Read(path);
        Assert.Equal("success", record.GetProperty("status").GetString());
        Assert.Equal("A7", record.GetProperty("metadata").GetProperty("sample").GetString());
        Assert.Equal(21.5, record.GetProperty("metadata").GetProperty("temperature").GetDouble());
        Assert.Equal(3, record.GetProperty("devices").GetArrayLength());
        Assert.Equal("coarse", record.GetProperty("scans")[0].GetProperty("name").GetString());
        Assert.Equal("coarse.csv", record.GetProperty("files")[0].GetString());
        Assert.Equal(4, File.ReadLines(Path.Combine(path, "coarse.csv")).Count(line => !line.StartsWith('#')));
        Assert.Null(_lab.CurrentRun);
    }

    [Fact]
    public void A_failed_scan_is_saved_and_makes_the_run_fail()
    {
        LabRun kept;
        using (var run = kept = _lab.Run("bad"))
        {
            Assert.Throws<ScanException>(() => Scan(_lab.Motor("stage"), 0, 10, 11).Read(_lab.Detector("broken")).Run("half"));
        }

        Assert.Equal("fail", kept.Status);
        Assert.Equal(3, File.ReadLines(Path.Combine(kept.Folder, "half.csv")).Count(line => !line.StartsWith('#')));
        Assert.Contains("it broke", Read(kept.Folder).GetProperty("failure").GetString());
    }

    [Theory]
    [InlineData("../../../etc/passwd", "etc-passwd")]
    [InlineData("a/b\\c:d", "a-b-c-d")]
    [InlineData("..", "unnamed")]
    [InlineData("Ω 🧪", "unnamed")]
    [InlineData("first\0scan\n", "first-scan")]
    public void A_name_cannot_lead_out_of_the_data_folder(string name, string safe)
    {
        using var run = _lab.Run(name);
        var file = run.Save(LabSdk.Data.DataFrame.Empty, name);

        Assert.Equal(_folder, Path.GetDirectoryName(run.Folder));
        Assert.Contains($"_{safe}_", Path.GetFileName(run.Folder));
        Assert.Equal(Path.Combine(run.Folder, safe + ".csv"), file);
    }

    [Fact]
    public void Equal_names_of_scans_get_files_of_their_own()
    {
        using var run = _lab.Run("twice");

        Assert.NotEqual(run.Save(LabSdk.Data.DataFrame.Empty, "x"), run.Save(LabSdk.Data.DataFrame.Empty, "x"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_says_what_to_do()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        using var lab = SoftConnector.Connect(new SoftConnection(), options => options.DataFolder = file);

        var error = Assert.Throws<LabException>(() => lab.Run("r"));

        Assert.Equal(LabErrorIds.RunRecordNotWritten, error.ErrorId);
        Assert.Contains("choose another LabOptions.DataFolder", error.Message);
    }

    private static JsonElement Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "run.json")));
        return document.RootElement.Clone();
    }
}
