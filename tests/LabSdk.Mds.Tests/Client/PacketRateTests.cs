using LabSdk.Mds.Client;

namespace LabSdk.Mds.Tests.Client;

public class PacketRateTests
{
    [Fact]
    public void The_rate_is_the_mean_of_the_last_four_whole_seconds()
    {
        var rate = default(PacketRate);
        Assert.Equal(0, rate.At(100));
        for (var second = 101; second < 110; second++)
        {
            for (var i = 0; i < 100; i++)
            {
                rate.Add(second);
            }

            Assert.Equal(100, rate.At(second));
        }

        Assert.Equal(75, rate.At(111));
        Assert.Equal(0, rate.At(120));
        rate.Add(1_000);
        rate.Add(1_001);
        Assert.Equal(0.25, rate.At(1_001));
    }
}
