using LabSdk.Families.Mds.Doctor;
using LabSdk.Mds;

namespace LabSdk.Tests.Doctor;

public class MdsDoctorTests
{
    private static readonly HidDeviceInfo Device = new("/dev/hidraw3", 0x2fe3, 0x0007) { SerialNumber = "A7", HasMdsReports = true };
    private static readonly HidDeviceInfo Mouse = new("/dev/hidraw0", 0x046d, 0xc077) { HasMdsReports = false };

    [Fact]
    public async Task Missing_library_says_how_to_get_it()
    {
        var needed = (await new MdsDoctor(() => null, () => [], Open, needsLibrary: true).ExamineAsync())[0];
        Assert.Equal(DoctorState.Warn, needed.State);
        Assert.NotEmpty(needed.Advice);

        var useful = (await new MdsDoctor(() => null, () => [], Open, needsLibrary: false).ExamineAsync())[0];
        Assert.Equal(DoctorState.Missing, useful.State);
        Assert.Contains("hidraw", useful.Detail);
    }

    [Fact]
    public async Task No_device_and_none_that_fits_are_told_apart()
    {
        Assert.Contains("mds:sim", (await Examine([]))[1].Advice);
        var other = (await Examine([Mouse]))[1];
        Assert.Equal(DoctorState.Missing, other.State);
        Assert.Contains("046d:c077", other.Detail);
    }

    [Fact]
    public async Task Device_that_can_be_opened_is_closed_again()
    {
        var closed = 0;
        var findings = await new MdsDoctor(() => "hidapi 0.14.0", () => [Mouse, Device], _ => new Handle(() => closed++), false).ExamineAsync();

        Assert.All(findings, finding => Assert.Equal(DoctorState.Ok, finding.State));
        Assert.Equal(1, closed);
        Assert.Contains("mds://hid", findings[1].Detail);
    }

    [Fact]
    public async Task Missing_permission_gives_the_rule_that_changes_it()
    {
        var findings = await new MdsDoctor(
            () => "hidapi 0.14.0",
            () => [Device],
            _ => throw new MdsTransportException(MdsErrorKind.AccessDenied, "may not be opened", MdsHid.UdevRule(0x2fe3, 7)),
            false).ExamineAsync();

        Assert.Equal(DoctorState.Warn, findings[^1].State);
        Assert.Contains("2fe3", findings[^1].Advice);
    }

    [Fact]
    public async Task This_computer_is_examined_without_an_error() => Assert.True((await new MdsDoctor().ExamineAsync()).Count >= 2);

    private static Task<IReadOnlyList<DoctorFinding>> Examine(IReadOnlyList<HidDeviceInfo> devices) => new MdsDoctor(() => "hidapi", () => devices, Open, false).ExamineAsync();

    private static Handle Open(HidDeviceInfo device) => new(() => { });

    private sealed class Handle(Action close) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            close();
            return default;
        }
    }
}
