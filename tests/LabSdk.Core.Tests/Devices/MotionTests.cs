using LabSdk.Devices;

namespace LabSdk.Core.Tests.Devices;

public class MotionTests
{
    [Fact]
    public async Task Awaiting_gives_the_position_read_back()
    {
        var done = new TaskCompletionSource<double>();
        var motion = Motion.Start("stage", 10, "mm", (_, _) => done.Task);
        Assert.False(motion.IsCompleted);
        done.SetResult(9.99);
        Assert.Equal(9.99, await motion);
        Assert.Equal(9.99, motion.Wait());
    }

    [Fact]
    public void Late_watcher_gets_the_last_progress_at_once()
    {
        var motion = Motion.Start("stage", 10, "mm", (_, _) => new TaskCompletionSource<double>().Task, initial: 0);
        motion.Report(2.5);
        MotionProgress? seen = null;
        motion.Watch(progress => seen = progress);
        Assert.Equal(0.25, seen!.Value.Fraction);
        Assert.Equal("2.5 of 10 mm", seen.Value.ToString());
    }

    [Fact]
    public async Task Stop_ends_the_pending_move_with_a_stopped_error()
    {
        var stopped = false;
        var motion = Motion.Start("stage", 10, "mm", async (self, token) =>
        {
            var cancelled = new TaskCompletionSource();
            await using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            stopped = true;
            throw self.StoppedError();
        });
        await motion.StopAsync();
        Assert.True(stopped);
        var error = await Assert.ThrowsAsync<DeviceException>(() => motion.Completion);
        Assert.Equal(CoreErrorIds.MotionStopped, error.ErrorId);
    }

    [Fact]
    public void Wait_that_times_out_says_how_far_it_came()
    {
        var motion = Motion.Start("stage", 10, "mm", (_, _) => new TaskCompletionSource<double>().Task);
        motion.Report(4);
        var error = Assert.Throws<LabTimeoutException>(() => motion.Wait(TimeSpan.FromMilliseconds(20)));
        Assert.Equal("4 of 10 mm", error.LastProgress);
        Assert.Equal("stage", error.DeviceId);
    }

    [Theory]
    [InlineData(101, "above the upper limit 100 mm")]
    [InlineData(-101, "below the lower limit -100 mm")]
    [InlineData(double.NaN, "not a finite number")]
    public void Limits_refuse_before_anything_is_sent(double target, string reason)
    {
        var error = Assert.Throws<DeviceException>(() => new DeviceLimits(-100, 100).Check("mock_stage", target, "mm"));
        Assert.Equal(CoreErrorIds.BeyondLimits, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("[-100, 100] mm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_checks_its_size_and_reads_every_format()
    {
        Assert.Throws<ArgumentException>(() => new Frame("c", 2, 2, PixelFormat.U8, new byte[3]));
        Assert.Equal(0x0201, new Frame("c", 1, 1, PixelFormat.U16LittleEndian, new byte[] { 1, 2 })[0, 0]);
        Assert.Equal(0x0102, new Frame("c", 1, 1, PixelFormat.U16BigEndian, new byte[] { 1, 2 })[0, 0]);
        Assert.Equal(1.5, new Frame("c", 1, 1, PixelFormat.F32LittleEndian, BitConverter.GetBytes(1.5f))[0, 0]);
        Assert.Equal([1, 2, 3, 4], new Frame("c", 2, 2, PixelFormat.U8, new byte[] { 1, 2, 3, 4 }).ToArray());
    }

    [Fact]
    public void Disposed_frame_does_not_give_its_pixels()
    {
        var frame = new Frame("c", 1, 1, PixelFormat.U8, new byte[1]);
        var copy = frame.Copy();
        frame.Dispose();
        frame.Dispose();
        Assert.Throws<ObjectDisposedException>(() => frame.Pixels);
        Assert.Equal(1, copy.Pixels.Length);
    }
}
