using LabSdk.Doctor;
using LabSdk.Families.Odp.Doctor;
using LabSdk.Simulation;

namespace LabSdk.Tests.Doctor;

public sealed class LabDoctorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_connected_peer_and_each_family_of_the_computer_is_looked_at()
    {
        using var lab = Lab.Simulate();

        var report = Lab.Doctor();

        Assert.All(lab.Endpoints, endpoint => Assert.Contains(report, finding => finding.Area == endpoint && finding is { Name: "connected", State: DoctorState.Ok }));
        Assert.Contains(report, finding => finding.Area == lab.Endpoints[0] && finding is { Name: "clock", State: DoctorState.Ok or DoctorState.Warn });
        Assert.Contains("SIMULATED", report.First(finding => finding.Area == lab.Endpoints[0]).Detail, StringComparison.Ordinal);
        Assert.Contains(report, finding => finding.Name == "HID library");
        Assert.Contains(report, finding => finding.Area == "CXL");
    }

    [Fact]
    public void Peer_that_cannot_be_reached_is_a_fault_with_advice_and_the_others_are_still_looked_at()
    {
        var report = Lab.Doctor("localhost:1?timeout=2s", "mds:sim");

        Assert.False(report.IsHealthy);
        // Labs of other tests are looked at, too, and some of them are broken on purpose.
        var fault = Assert.Single(report, finding => finding.State == DoctorState.Fault && finding.Area.Contains("localhost:1", StringComparison.Ordinal));
        Assert.NotEmpty(fault.Advice);
        Assert.Contains(report, finding => finding is { Area: "mds:sim", Name: "reachable", State: DoctorState.Ok });
        Assert.Contains("something to mend", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("something to mend", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Address_that_is_none_is_a_finding_without_its_password()
    {
        var report = Lab.Doctor("dqa://user:canary@host:1");

        Assert.Equal(DoctorState.Fault, report[^1].State);
        Assert.DoesNotContain("canary", report.ToString() + report.ToHtml() + report[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DoctorState.Missing, "librdkafka")]
    [InlineData("librdkafka 2.0.2", DoctorState.Ok, "")]
    public async Task Missing_Kafka_library_names_the_package(string? library, DoctorState state, string advice)
    {
        var finding = Assert.Single(await new OdpDoctor(() => library).ExamineComputerAsync(default));

        Assert.Equal(state, finding.State);
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, DoctorState.Ok, "the same")]
    [InlineData(5, DoctorState.Ok, "the same")]
    [InlineData(60, DoctorState.Ok, "0.05 s ahead")]
    [InlineData(3600_000, DoctorState.Warn, "3599.99 s ahead of")]
    [InlineData(-2000, DoctorState.Warn, "2 s behind")]
    public void Clock_of_a_peer_is_compared_as_well_as_the_answer_allows(double milliseconds, DoctorState state, string text)
    {
        var finding = ClockSkew.Of("x", Noon.AddMilliseconds(milliseconds), Noon, Noon.AddMilliseconds(10));

        Assert.Equal(state, finding.State);
        Assert.Contains(text, finding.Detail, StringComparison.Ordinal);
        Assert.Equal(state == DoctorState.Ok, finding.Advice.Length == 0);
    }
}
