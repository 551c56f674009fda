using System.Diagnostics;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Labs;

public class InterruptTests
{
    [Fact]
    public async Task Interrupting_a_lab_stops_the_motor_before_control_returns()
    {
        var moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var motor = new SoftMotor("stage") { OnMove = (_, stop) => { moving.SetResult(); return Task.Delay(Timeout.Infinite, stop); } };
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Motor(motor)));
        var move = Task.Run(() => lab.Motor("stage").Position = 10);
        await moving.Task;

        var clock = Stopwatch.StartNew();
        lab.Interrupt();
        await Assert.ThrowsAsync<LabInterruptedException>(() => move);

        Assert.Equal(1, motor.StopCount);
        Assert.False(motor.IsMoving);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task A_read_that_never_answers_gives_control_back()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var detector = new SoftDetector("power") { OnRead = (_, _) => { reading.SetResult(); return new TaskCompletionSource().Task; } };
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Detector(detector)));
        var read = Task.Run(() => lab.Detector("power").Read());
        await reading.Task;

        lab.Interrupt();

        var error = await Assert.ThrowsAsync<LabInterruptedException>(() => read);
        Assert.StartsWith("Reading 'power' was interrupted.", error.Message);
    }

    [Fact]
    public async Task Interrupting_one_lab_leaves_the_other_alone()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var detector = new SoftDetector("power") { OnRead = (_, _) => { waiting.SetResult(); return goOn.Task; } };
        await using var one = await SoftConnector.ConnectAsync(null, new SoftConnection());
        await using var other = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Detector(detector)));
        var read = Task.Run(() => other.Detector("power").Read());
        await waiting.Task;

        one.Interrupt();
        goOn.SetResult();

        Assert.Equal(0, await read);
    }

    [Fact]
    public async Task Interrupting_a_lab_ends_its_scan_and_keeps_the_points()
    {
        var thirdRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var detector = new SoftDetector("power")
        {
            OnRead = (number, token) =>
            {
                if (number < 2)
                {
                    return Task.CompletedTask;
                }

                thirdRead.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Motor(), SoftDevices.Detector(detector)));
        var scan = Task.Run(() => Scan(lab.Motor("stage"), 0, 10, 11).Read(lab.Detector("power")).Run());
        await thirdRead.Task;

        lab.Interrupt();

        var error = await Assert.ThrowsAsync<ScanInterruptedException>(() => scan);
        Assert.Equal(2, error.Result.PointsDone);
        Assert.Same(error.Result, lab.LastScan);
    }

    [Fact]
    public async Task The_callers_own_token_interrupts_too()
    {
        var motor = new SoftMotor("stage") { OnMove = (_, stop) => Task.Delay(Timeout.Infinite, stop) };
        await using var lab = await SoftConnector.ConnectAsync(null, new SoftConnection(SoftDevices.Motor(motor)));
        using var cancel = new CancellationTokenSource();
        var move = Task.Run(() => lab.Motor("stage").Move(10, cancellationToken: cancel.Token));

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<LabInterruptedException>(() => move);
        Assert.False(motor.IsMoving);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_names_device_and_limit()
    {
        var detector = new SoftDetector("power") { OnRead = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using var lab = await SoftConnector.ConnectAsync(o => o.Timeout = TimeSpan.FromMilliseconds(30), new SoftConnection(SoftDevices.Detector(detector)));

        var error = Assert.Throws<LabTimeoutException>(() => lab.Detector("power").Read());

        Assert.StartsWith("Reading 'power' did not end within 0.03 s.", error.Message);
        Assert.Equal(("power", "daq://soft0:1"), (error.DeviceId, error.Endpoint));
    }
}
