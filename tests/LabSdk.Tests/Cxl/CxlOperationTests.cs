using LabSdk.Cxl;
using LabSdk.Display.Tests.Samples;
using LabSdk.Simulation;

namespace LabSdk.Tests.Cxl;

/// <summary>What takes a component long: waited for, watched, aborted.</summary>
public sealed class CxlOperationTests
{
    [Fact]
    public void Sanitize_waits_until_the_data_are_gone()
    {
        using var bench = new Bench();
        bench.Device.Labels.Write(0, new byte[] { 1, 2, 3 }, bench.Confirmation);

        var result = bench.Moving(() => bench.Device.Sanitize(bench.Confirmation));

        Assert.Equal(CxlBackgroundOutcome.Succeeded, result.Outcome);
        Assert.Equal(new byte[3], bench.Device.Labels.Read(0, 3).ToArray());
    }

    [Fact]
    public void An_operation_shows_how_far_it_is_and_can_be_waited_for_with_a_limit()
    {
        using var bench = new Bench();
        var operation = bench.Device.StartSanitize(bench.Confirmation);

        Assert.False(operation.IsCompleted);
        Assert.Contains("running", operation.ToString());
        var late = Assert.Throws<CxlTimeoutException>(() => operation.WaitForCompletion(TimeSpan.FromMilliseconds(50)));
        Assert.Contains("It goes on", late.Message);
        bench.Moving(() => operation.WaitForCompletion());
        Assert.True(operation.IsCompleted);
        Assert.Contains("ended", operation.ToHtml());
    }

    [Fact]
    public void A_failing_operation_throws_and_shows_why()
    {
        using var bench = new Bench();
        bench.Peer.FailBackground(40, CxlReturnCode.PermanentMediaFailure);
        var operation = bench.Device.StartSanitize(bench.Confirmation);

        var error = Assert.Throws<CxlDeviceException>(() => bench.Moving(() => operation.WaitForCompletion()));

        Assert.Equal(CxlReturnCode.PermanentMediaFailure, error.ReturnCode);
        Assert.Contains("permanent issue with the media", operation.ToString());
    }

    [Fact]
    public void Nothing_destroys_data_without_the_right_serial_number()
    {
        using var bench = new Bench();

        Assert.Throws<CxlConfirmationException>(() => bench.Device.Sanitize(Confirm.Serial("0x1")));
        Assert.Throws<CxlConfirmationException>(() => bench.Device.SecureErase(Confirm.WithoutSerial("mem0")));
        Assert.DoesNotContain((ushort)0x4400, bench.Peer.Counters.Keys);
        Assert.DoesNotContain((ushort)0x4401, bench.Peer.Counters.Keys);
    }

    [Fact]
    public void Firmware_goes_into_the_free_slot_and_is_staged()
    {
        using var bench = new Bench();
        bench.Device.Permissions = CxlLabs.Everything;
        var package = new byte[128 * 40];

        var result = bench.Moving(() => bench.Device.Firmware.Update(package));

        Assert.Equal(2, result.Slot.Number);
        Assert.True(result.Parts > 1);
        var staged = bench.Moving(() => bench.Device.Firmware.Activate(2));
        Assert.Equal(2, staged.Staged!.Value.Number);
        Assert.Equal(1, staged.Active!.Value.Number);
        Assert.Contains("staged", staged.ToString());
    }

    [Fact]
    public void Firmware_needs_a_permission()
    {
        using var bench = new Bench();

        var error = Assert.Throws<CxlConfirmationException>(() => bench.Device.Firmware.Update(new byte[128]));

        Assert.Contains("AllowDisruptive", error.Message);
    }

    [Fact]
    public void A_scan_of_the_media_finds_what_nobody_knew()
    {
        using var bench = new Bench();
        bench.Device.Permissions = CxlLabs.Everything;
        bench.Peer.Poison(0x8000, isKnown: false);

        var found = bench.Moving(() => bench.Device.ScanMedia(0, 1 << 20));

        Assert.Equal([0x8000UL], found.Select(record => record.Dpa));
    }

    [Fact]
    public void Waiting_for_idle_ends_with_what_somebody_else_started()
    {
        using var bench = new Bench();
        bench.Device.StartSanitize(bench.Confirmation);

        bench.Moving(() =>
        {
            bench.Device.WaitForIdle();
            return true;
        });

        Assert.False(bench.Device.BackgroundStatus.IsInProgress);
    }

    /// <summary>A device over MCTP whose clock a test moves.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly ManualTime _time = new();

        public Bench()
        {
            Peer = CxlLabs.Still(_time);
            Lab = CxlLabs.OnMctp(Peer);
            Device = Lab.Cxl();
        }

        public SimulatedCxlDevice Peer { get; }

        public Lab Lab { get; }

        public CxlDevice Device { get; }

        public CxlConfirmation Confirmation => CxlLabs.Confirmation(Peer);

        /// <summary>Makes a blocking call while the clock goes on.</summary>
        public T Moving<T>(Func<T> call)
        {
            var done = Task.Run(call);
            while (!((IAsyncResult)done).AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(1)))
            {
                _time.Advance(TimeSpan.FromMilliseconds(25));
            }

            return done.GetAwaiter().GetResult();
        }

        public void Dispose() => Lab.Dispose();
    }
}
