using LabSdk.Cxl;
using LabSdk.Devices;
using LabSdk.Simulation;

namespace LabSdk.Tests.Cxl;

/// <summary>What the health panel says, and how bad it calls it.</summary>
public sealed class CxlHealthTests : IDisposable
{
    private readonly SimulatedCxlDevice _peer = CxlLabs.Still();
    private readonly Lab _lab;

    public CxlHealthTests() => _lab = CxlLabs.On(_peer);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_value_that_is_not_implemented_is_told_from_zero()
    {
        _peer.SetHealth(health => (health.Temperature, health.LifeUsed) = (0, 0));
        var zero = _lab.Cxl().Health;
        _peer.SetHealth(health => (health.Temperature, health.LifeUsed) = (null, null));
        var none = _lab.Cxl().Health;

        Assert.Equal((0, 0), (zero.Temperature!.Value, zero.LifeUsed!.Value));
        Assert.DoesNotContain("not implemented", zero.ToString());
        Assert.Null(none.Temperature);
        Assert.Null(none.LifeUsed);
        Assert.Contains("not implemented", none.ToHtml());
        Assert.Equal(HealthSeverity.Unknown, none.Severity);
    }

    [Theory]
    [InlineData(CxlMediaStatus.Normal, HealthSeverity.Ok)]
    [InlineData(CxlMediaStatus.NotReady, HealthSeverity.Unknown)]
    [InlineData(CxlMediaStatus.AllDataLossImminent, HealthSeverity.Fault)]
    [InlineData((CxlMediaStatus)77, HealthSeverity.Fault)]
    public void Media_decides(CxlMediaStatus status, HealthSeverity severity)
    {
        _peer.SetHealth(health => health.MediaStatus = status);

        Assert.Equal(severity, _lab.Cxl().Health.Severity);
    }

    [Theory]
    [InlineData(CxlHealthStatus.MaintenanceNeeded, HealthSeverity.Warn)]
    [InlineData(CxlHealthStatus.MemoryCapacityDegraded, HealthSeverity.Warn)]
    [InlineData(CxlHealthStatus.HardwareReplacementNeeded | CxlHealthStatus.PerformanceDegraded, HealthSeverity.Fault)]
    public void Condition_decides(CxlHealthStatus status, HealthSeverity severity)
    {
        _peer.SetHealth(health => health.Flags = status);

        Assert.Equal(severity, _lab.Cxl().Health.Severity);
    }

    [Theory]
    [InlineData(41, HealthSeverity.Ok)]
    [InlineData(76, HealthSeverity.Warn)]
    [InlineData(99, HealthSeverity.Fault)]
    [InlineData(-3, HealthSeverity.Warn)]
    [InlineData(-15, HealthSeverity.Fault)]
    public void Temperature_is_judged_by_the_thresholds(short degrees, HealthSeverity severity)
    {
        _peer.SetHealth(health => health.Temperature = degrees);

        var health = _lab.Cxl().Health;

        Assert.Equal(severity, health.Severity);
        Assert.Contains($"{degrees} °C", health.ToString());
        Assert.Contains("critical from 95 °C", health.ToString());
    }

    [Fact]
    public void Counts_at_their_threshold_warn_and_a_full_counter_says_so()
    {
        _peer.SetHealth(health => (health.CorrectedVolatileErrors, health.CorrectedPersistentErrors) = (100, uint.MaxValue));

        var text = _lab.Cxl().Health.ToString();

        Assert.Contains("100, warning from 100", text);
        Assert.Contains("at least 4294967295", text);
    }

    [Fact]
    public void A_device_without_health_information_says_that_and_is_no_fault()
    {
        _peer.QueueResponse(0x4200, CxlReturnCode.Unsupported);

        var health = _lab.Cxl().Health;

        Assert.Null(health.Info);
        Assert.Equal(HealthSeverity.Unknown, health.Severity);
        Assert.Contains("4200h", health.ToString());
    }

    [Fact]
    public void A_device_without_thresholds_is_judged_by_its_own_flags()
    {
        _peer.SetHealth(health => health.Temperature = 41);
        _peer.QueueResponse(0x4201, CxlReturnCode.Unsupported);

        var health = _lab.Cxl().Health;

        Assert.Null(health.Alerts);
        Assert.Equal(41, health.Temperature);
        Assert.Contains("thresholds cannot be read", health.ToString());
    }

    [Fact]
    public void Health_of_the_lab_holds_the_facts_of_the_device()
    {
        _peer.SetHealth(health => health.Temperature = 99);

        Assert.Contains(_lab.Health, fact => fact.Name == "mem0 temperature" && fact.Severity == HealthSeverity.Fault);
        Assert.Equal("mem0", Assert.IsType<CxlHealth>(_lab.Cxl().Health).Subject);
    }
}
