using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs;

public class JournalFailureTests
{
    private readonly SoftMotor _stage = new("stage", -100, 100);
    private readonly SoftDetector _power = new("power");
    private readonly MemoryJournalFile _file = new();

    /// <summary>The disk fails in the middle of a row, after any number of bytes: what was acknowledged is there, no more and no less.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Broken_disk_ends_the_scan_with_a_typed_error_and_loses_nothing(bool cannotTruncate)
    {
        var whole = new MemoryJournalFile();
        whole.Under(Scan(_stage, 0, 9, 10).Read(_power)).Run("x");
        var begin = whole.Bytes.Length;
        for (var room = begin - 600; room < begin; room += 7)
        {
            var disk = new MemoryJournalFile { Room = room, CannotTruncate = cannotTruncate, IsBroken = true };
            ScanResult result;
            try
            {
                result = disk.Under(Scan(_stage, 0, 9, 10).Read(_power).KeepErrors()).Run("x");
            }
            catch (JournalException refused)
            {
                Assert.Equal(JournalErrorIds.NotWritten, refused.ErrorId);
                continue;
            }

            var journal = disk.Read();
            JournalTests.AssertSame(result.Data, journal.Rows);
            Assert.Equal(JournalErrorIds.NotWritten, result.JournalError!.ErrorId);
            if (result.ExitStatus == ScanExitStatus.Fail)
            {
                Assert.IsType<JournalException>(result.Error!.InnerException);
                Assert.Equal(result.PointsDone, result.UnsavedPoint!.Index);
                Assert.Contains("while writing the journal", result.Reason, StringComparison.Ordinal);
                Assert.Contains("Input/output error", result.Reason, StringComparison.Ordinal);
            }
            else
            {
                // All points found room, only the end did not.
                Assert.Equal((10L, null), (result.PointsDone, journal.Stop));
            }
        }
    }

    [Fact]
    public void Journal_that_cannot_begin_refuses_the_scan_before_anything_moves()
    {
        _file.Room = 100;
        var error = Assert.Throws<JournalException>(() => _file.Under(Scan(_stage, 0, 9, 10).Read(_power)).Run());
        Assert.Equal(JournalErrorIds.NotWritten, error.ErrorId);
        Assert.Empty(_stage.Targets);
        Assert.True(_file.IsClosed);
    }

    [Fact]
    public void Scan_of_a_lab_has_a_journal_in_the_folder_of_the_lab_unless_told_otherwise()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-journals").FullName;
        try
        {
            using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(), SoftDevices.Detector()), options => options.DataFolder = folder);
            var plan = Scan(lab.Motor("stage"), 0, 4, 5).Read(lab.Detector("power"));
            var scan = plan.Run("../first scan");
            Assert.Equal(folder, Path.GetDirectoryName(scan.JournalPath));
            Assert.EndsWith(".labrun", scan.JournalPath, StringComparison.Ordinal);
            JournalTests.AssertSame(scan.Data, JournalReader.Read(scan.JournalPath!).Rows);
            using (var run = lab.Run("day"))
            {
                Assert.Equal(run.Folder, Path.GetDirectoryName(plan.Run().JournalPath));
            }

            Assert.Null(plan.Journal(false).Run().JournalPath);
            Assert.Null(Count(1).Read(_power).Run().JournalPath);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Folder_that_cannot_be_made_is_told_before_anything_moves()
    {
        var file = Path.GetTempFileName();
        try
        {
            var error = Assert.Throws<JournalException>(() => Scan(_stage, 0, 1, 2).Journal(Path.Combine(file, "below")).Run());
            Assert.Contains("Journal(false)", error.Message, StringComparison.Ordinal);
            Assert.Empty(_stage.Targets);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
