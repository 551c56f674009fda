using LabSdk.Cxl;
using LabSdk.Families.Cxl.Doctor;

namespace LabSdk.Tests.Doctor;

public class CxlDoctorTests
{
    private static readonly CxlMailboxInfo Mem0 = new("mem0", 0x1ab5d000000001, null, 2048, null, null, null);

    [Fact]
    public async Task No_device_node_says_what_to_load_and_that_a_simulated_one_does()
    {
        var nodes = (await new CxlDoctor(new Places()).ExamineAsync())[0];

        Assert.Equal(DoctorState.Missing, nodes.State);
        Assert.Contains("modprobe cxl_pci", nodes.Advice);
        Assert.Contains("cxl:sim", nodes.Advice);
    }

    [Fact]
    public async Task Missing_permission_gives_the_rule_that_mends_it()
    {
        var findings = await new CxlDoctor(new Places { Devices = [Mem0], Open = _ => throw new CxlIoException(13, "may not be opened", null, CxlErrorIds.AccessDenied) }).ExamineAsync();

        var access = findings.Single(finding => finding.Name == "access to mem0");
        Assert.Equal(DoctorState.Warn, access.State);
        Assert.Contains(CxlDoctor.UdevRule, access.Advice);
        Assert.Contains("0x001ab5d000000001", findings[0].Detail);
    }

    [Fact]
    public async Task Device_that_can_be_opened_is_closed_again()
    {
        var closed = 0;
        var findings = await new CxlDoctor(new Places { Devices = [Mem0], Open = _ => new Handle(() => closed++), Configuration = true }).ExamineAsync();

        Assert.Equal(1, closed);
        Assert.Contains(findings, finding => finding.Name == "access to mem0" && finding.State == DoctorState.Ok);
        Assert.Contains(findings, finding => finding.Name == "raw commands" && finding.State == DoctorState.Ok);
    }

    [Theory]
    [InlineData(false, null, "CONFIG_CXL_MEM_RAW_COMMANDS=y")]
    [InlineData(true, "none [integrity] confidentiality", "lockdown")]
    [InlineData(null, "[none] integrity confidentiality", "LAB-CXL-0012")]
    public async Task Raw_commands_that_are_not_let_through_say_why_and_what_still_works(bool? configuration, string? lockdown, string said)
    {
        var raw = (await new CxlDoctor(new Places { Devices = [Mem0], Configuration = configuration, LockdownText = lockdown }).ExamineAsync()).Single(finding => finding.Name == "raw commands");

        Assert.Equal(DoctorState.Missing, raw.State);
        Assert.Contains(said, raw.Advice);
        Assert.Contains("health", raw.Advice);
    }

    [Fact]
    public async Task Kernel_without_mctp_names_the_option()
    {
        var mctp = (await new CxlDoctor(new Places { Mctp = () => throw new CxlIoException(97, "no MCTP", null, CxlErrorIds.NoMctp) }).ExamineAsync())[^1];

        Assert.Equal(DoctorState.Missing, mctp.State);
        Assert.Contains("CONFIG_MCTP=y", mctp.Advice);
    }

    [Fact]
    public async Task Other_systems_are_told_so() =>
        Assert.Contains("Linux", Assert.Single(await new CxlDoctor(new Places { IsLinux = false }).ExamineAsync()).Detail);

    [Fact]
    public async Task This_computer_is_examined_without_an_error() => Assert.NotEmpty(await new CxlDoctor(new ThisKernel()).ExamineAsync());

    private sealed class Places : ICxlPlaces
    {
        public bool IsLinux { get; init; } = true;

        public IReadOnlyList<CxlMailboxInfo> Devices { get; init; } = [];

        public Func<string, IAsyncDisposable> Open { get; init; } = _ => new Handle(() => { });

        public Func<IAsyncDisposable> Mctp { get; init; } = () => new Handle(() => { });

        public bool? Configuration { get; init; }

        public string? LockdownText { get; init; }

        public IReadOnlyList<CxlMailboxInfo> Mailboxes() => Devices;

        public IAsyncDisposable OpenMailbox(string name) => Open(name);

        public Task<IAsyncDisposable> OpenMctpAsync() => Task.FromResult(Mctp());

        public bool? KernelHas(string option) => Configuration;

        public string? Lockdown() => LockdownText;
    }

    private sealed class Handle(Action closed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            closed();
            return default;
        }
    }
}
