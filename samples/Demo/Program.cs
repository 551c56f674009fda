// The main job on the simulated lab: connect, look, move, scan, keep the data, write a report.
using LabSdk;
using LabSdk.Display;
using LabSdk.Simulation;
using static LabSdk.Plans;

var folder = args.FirstOrDefault() ?? "out";

using var lab = Lab.Simulate();
lab.Devices.Show();

var stage = lab.Motor("mock_stage");
var stageY = lab.Motor("mock_stage_y");
var peak = lab.Detector("peak_detector");
var camera = lab.Camera("mock_camera");

stage.Position = 10;
stage.Show();

var scan = Scan(stage, 0, 100, steps: 26)
    .Read(peak)
    .Dwell(0.01)
    .WithMetadata("sample", "demo")
    .Run("First scan");
scan.Show();

var centre = scan.Data["position"].ToDoubles()[scan.Data["peak_detector"].ArgMax()];
var map = SnakeScan((stageY, 0, 24, 9), (stage, centre - 12, centre + 12, 9))
    .Read(peak)
    .Run("Map around the peak");

using var picture = camera.Snapshot();

scan.SaveCsv(Path.Combine(folder, "first-scan.csv"));
var report = new HtmlReport("First scan")
    {
        Summary = $"A scan over the simulated stage; the highest reading is at {centre:0.#} {stage.Units}.",
    }
    .Section("Devices").Add(lab.Devices).Add(stage)
    .Section("Scan").Add(scan)
    .Section("Map around the peak").Add(map)
    .Section("Camera").Add(picture)
    .Save(folder);

Console.WriteLine($"Data:   {Path.GetFullPath(Path.Combine(folder, "first-scan.csv"))}");
Console.WriteLine($"Report: {report.FullName}");
