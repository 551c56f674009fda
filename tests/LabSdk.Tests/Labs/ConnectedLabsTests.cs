using LabSdk.Simulation;

namespace LabSdk.Tests.Labs;

public class ConnectedLabsTests
{
    [Fact]
    public void A_lab_is_listed_until_it_is_closed()
    {
        var lab = Lab.Simulate();
        Assert.Contains(lab, Lab.Connected);
        lab.Dispose();
        Assert.DoesNotContain(lab, Lab.Connected);
    }
}
