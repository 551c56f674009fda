using System.Diagnostics;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation.Tests.Daq;

public class TestPatternTests
{
    public static TheoryData<int, int, ulong> Sizes => new()
    {
        { 640, 480, 1 }, { 640, 480, 2 }, { 640, 480, 1234567 }, { 64, 64, 7 }, { 100, 300, 3 }, { 801, 65, 15 }, { 48, 30, 9 }, { 2048, 2048, 33 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Drawing_equals_the_rule_pixel_by_pixel(int width, int height, ulong number)
    {
        var image = new ushort[width * height];
        TestPattern.Draw(image, width, height, number);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var expected = SlowTestPattern.Pixel(x, y, width, height, number);
                if (image[(y * width) + x] != expected)
                {
                    Assert.Fail($"pixel {x},{y} is {image[(y * width) + x]}, not {expected}");
                }
            }
        }
    }

    [Fact]
    public void Spot_values_are_as_the_layers_say()
    {
        var image = new ushort[640 * 480];
        TestPattern.Draw(image, 640, 480, 5);
        Assert.Equal(65535, image[0]);
        Assert.Equal(65535 * 300 / 640, image[(20 * 640) + 300]);
        Assert.Equal(65535, image[(240 * 640) + 320]);
        Assert.Equal(52428, image[(2 * 640) + 639]);
        Assert.Equal(45875, image[(450 * 640) + 30]);

        // Frame number 5: bits 0 and 2 are set.
        Assert.Equal([65535, 6553, 65535, 6553], Enumerable.Range(0, 4).Select(bit => (int)image[(80 * 640) + 10 + (15 * bit)]));
    }

    [Fact]
    public void Drawing_is_fast_enough_for_the_frame_rate()
    {
        var image = new ushort[640 * 480];
        TestPattern.Draw(image, 640, 480, 1);
        var best = Enumerable.Range(0, 20).Min(number =>
        {
            var started = Stopwatch.GetTimestamp();
            TestPattern.Draw(image, 640, 480, (ulong)number);
            return Stopwatch.GetElapsedTime(started);
        });
        Assert.True(best < TimeSpan.FromMilliseconds(10), $"took {best.TotalMilliseconds} ms");
    }
}
