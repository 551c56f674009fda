using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Links;

/// <summary>The rules of the driver in front of a simulated mailbox.</summary>
public sealed class KernelTests
{
    private const int EPerm = 1, ENxIo = 6, ENoMem = 12, EBusy = 16, EInval = 22, ENoTty = 25, ETimedOut = 110;

    [Fact]
    public void Query_lists_ids_sizes_and_holes()
    {
        using var mailbox = Open(CxlKernel.Raw);
        Assert.Equal(0, mailbox.QueryCommands([], out var total));
        var commands = new CxlMailboxCommand[total];
        Assert.Equal(0, mailbox.QueryCommands(commands, out _));

        Assert.Equal(25, total);
        Assert.Equal(new CxlMailboxCommand(1, 1, 0, 0x43), commands[1]);
        Assert.Equal(new CxlMailboxCommand(2, 1, uint.MaxValue, uint.MaxValue), commands[2]);
        Assert.Equal(default, commands[15]);
        using var stock = Open(CxlKernel.Stock);
        stock.QueryCommands(commands, out _);
        Assert.Equal(default, commands[2]);
    }

    [Theory]
    [InlineData(7, 0, 18, 0)]
    [InlineData(7, 1, 18, ENoMem)]
    [InlineData(7, 0, 17, ENoMem)]
    [InlineData(15, 16, 2048, ENoTty)]
    [InlineData(99, 0, 2048, ENoTty)]
    [InlineData(10, 4096, 0, EInval)]
    public void Typed_command_is_held_against_the_table(uint id, int input, int output, int errno)
    {
        using var mailbox = Open(CxlKernel.Permissive);

        Assert.Equal(errno, mailbox.SendCommand(id, 0, new byte[input], new byte[output], out _, out _));
    }

    [Fact]
    public void Raw_command_is_refused_by_a_stock_kernel_and_by_the_deny_list()
    {
        using var stock = Open(CxlKernel.Stock);
        using var raw = Open(CxlKernel.Raw);
        using var open = Open(CxlKernel.Permissive);

        Assert.Equal(EPerm, Raw(stock, 0x0300));
        Assert.Equal((0, EPerm, EPerm, 0), (Raw(raw, 0x0300), Raw(raw, 0x4500), Raw(raw, 0x4300), Raw(open, 0x4500)));
        Assert.Equal(EInval, open.SendCommand(2, 0x0300, new byte[4096], new byte[10], out _, out _));
        Assert.Equal(EInval, open.SendCommand(2, 0x0300, default, new byte[4096], out _, out _));
    }

    [Fact]
    public void Raw_background_command_times_out_although_it_was_started()
    {
        using var device = new SimulatedCxlDevice(new SimulatedCxlOptions { Kernel = CxlKernel.Raw, Drifts = false }).Owned(out var component);
        using var mailbox = component.OpenMailbox();

        Assert.Equal(ETimedOut, mailbox.SendCommand(2, 0x0201, [0, 2, .. new byte[254]], new byte[2048], out _, out _));
        Assert.Equal((0, 6u), (mailbox.SendCommand(2, 0x0201, [0, 2, .. new byte[254]], new byte[2048], out var code, out _), code));
    }

    [Fact]
    public void Partitions_at_once_and_other_logs_stay_with_the_kernel()
    {
        using var mailbox = Open(CxlKernel.Permissive);

        Assert.Equal(EBusy, mailbox.SendCommand(9, 0, new CciWriter().U64(0).U8(1).Pad(1).ToArray(), default, out _, out _));
        Assert.Equal(0, mailbox.SendCommand(9, 0, new byte[10], default, out var code, out _));
        Assert.Equal(0u, code);
        Assert.Equal(EBusy, mailbox.SendCommand(23, 0, new byte[16], default, out _, out _));
    }

    [Fact]
    public void Refused_command_leaves_the_size_and_a_short_room_cuts_the_answer()
    {
        using var mailbox = Open(CxlKernel.Permissive);

        Assert.Equal(0, mailbox.SendCommand(2, 0x7777, default, new byte[100], out var code, out var size));
        Assert.Equal((3u, 100), (code, size));
        Assert.Equal(0, mailbox.SendCommand(2, 0x4200, default, new byte[5], out _, out size));
        Assert.Equal(5, size);
    }

    [Fact]
    public void Device_that_is_gone_is_no_such_device()
    {
        using var owner = new SimulatedCxlDevice().Owned(out var device);
        using var mailbox = device.OpenMailbox();
        device.Disconnect();
        Assert.Equal(ENxIo, Raw(mailbox, 0x4200));
        Assert.Equal(ENxIo, mailbox.QueryCommands([], out _));

        device.Reconnect();

        Assert.Equal(0, Raw(mailbox, 0x4200));
    }

    private static ICxlMailbox Open(CxlKernel kernel) => new SimulatedCxlDevice(new SimulatedCxlOptions { Kernel = kernel, Drifts = false }).OpenMailbox();

    private static int Raw(ICxlMailbox mailbox, ushort opcode) => mailbox.SendCommand(2, opcode, default, new byte[2048], out _, out _);
}

internal static class OwnedComponent
{
    /// <summary>Lets a synchronous test stop a component.</summary>
    public static IDisposable Owned<T>(this T component, out T same)
        where T : SimulatedCxlComponent
    {
        same = component;
        return new Owner(component);
    }

    private sealed class Owner(SimulatedCxlComponent component) : IDisposable
    {
        public void Dispose() => component.DisposeAsync().AsTask().Wait();
    }
}
