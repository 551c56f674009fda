using System.Runtime.InteropServices;

namespace LabSdk.Cxl.Linux;

/// <summary>A CXL character device of Linux. Not for use by several threads: <see cref="MailboxTransport"/> sees to that.</summary>
internal sealed unsafe class LinuxCxlMailbox : ICxlMailbox
{
    private const nuint QueryRequest = 0x8008CE01, SendRequest = 0xC030CE02;
    private const int UsualPayload = 2048, SmallestPayload = 256, LargestPayload = 1 << 20;

    private int _descriptor;

    private LinuxCxlMailbox(string name, int descriptor, CxlDescription description)
    {
        (Name, _descriptor, SerialNumber) = (name, descriptor, description.SerialNumber);
        PayloadMaximum = description.PayloadMaximum is >= SmallestPayload and <= LargestPayload ? description.PayloadMaximum.Value : UsualPayload;
    }

    public string Name { get; }

    public int PayloadMaximum { get; }

    public ulong? SerialNumber { get; }

    /// <summary>Opens a device node.</summary>
    /// <param name="name">The name below <c>/dev/cxl</c>, for example <c>mem0</c>.</param>
    /// <param name="places">Where nodes and their descriptions are.</param>
    /// <exception cref="CxlIoException">It is not there, may not be opened, or cannot be.</exception>
    public static LinuxCxlMailbox Open(string name, LinuxCxlPlaces places)
    {
        var path = Path.Combine(places.Devices, LinuxCxlPlaces.Checked(name));
        var descriptor = LinuxCalls.Open(path, LinuxCalls.ReadWrite | LinuxCalls.CloseOnExec);
        if (descriptor < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw new CxlIoException(errno, $"The CXL device {path} cannot be opened: {LinuxErrno.Describe(errno)}.", errno switch
            {
                LinuxErrno.EAcces or LinuxErrno.EPerm => "The node is writable for root only by default: run as root, or give your group the node with a udev rule.",
                LinuxErrno.ENoEnt or LinuxErrno.ENoDev or LinuxErrno.ENxIo => "CxlContext.DiscoverMailboxes() lists the devices of this computer.",
                _ => null,
            }, errno switch
            {
                LinuxErrno.EAcces or LinuxErrno.EPerm => CxlErrorIds.AccessDenied,
                LinuxErrno.ENoEnt or LinuxErrno.ENoDev or LinuxErrno.ENxIo => CxlErrorIds.NotFound,
                _ => null,
            }) { Endpoint = name };
        }

        return new LinuxCxlMailbox(name, descriptor, CxlDescription.Read(places.DescriptionOf(name)));
    }

    public int QueryCommands(Span<CxlMailboxCommand> commands, out int total)
    {
        // struct cxl_mem_query_commands: u32 n_commands, u32 reserved, entries.
        var entry = sizeof(CxlMailboxCommand);
        var buffer = new byte[8 + commands.Length * entry];
        MemoryMarshal.Write(buffer, commands.Length);
        fixed (byte* argument = buffer)
        {
            if (LinuxCalls.Control(_descriptor, QueryRequest, argument) < 0)
            {
                total = 0;
                return Marshal.GetLastSystemError();
            }
        }

        total = MemoryMarshal.Read<int>(buffer);
        MemoryMarshal.Cast<byte, CxlMailboxCommand>(buffer.AsSpan(8)).CopyTo(commands);
        return 0;
    }

    public int SendCommand(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, Span<byte> output, out uint returnCode, out int outputSize)
    {
        fixed (byte* inputStart = input)
        fixed (byte* outputStart = output)
        {
            var command = new SendCommandArgument
            {
                Id = id,
                RawOpcode = rawOpcode,
                InputSize = (uint)input.Length,
                Input = (ulong)inputStart,
                OutputSize = (uint)output.Length,
                Output = (ulong)outputStart,
            };
            var errno = LinuxCalls.Control(_descriptor, SendRequest, &command) < 0 ? Marshal.GetLastSystemError() : 0;
            returnCode = command.ReturnCode;
            outputSize = (int)Math.Min(command.OutputSize, int.MaxValue);
            return errno;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _descriptor, -1) is >= 0 and var descriptor)
        {
            _ = LinuxCalls.Close(descriptor);
        }
    }

    // struct cxl_send_command, 48 bytes.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct SendCommandArgument
    {
        public uint Id;
        public uint Flags;
        public ushort RawOpcode;
        public ushort RawReserved;
        public uint ReturnCode;
        public uint InputSize;
        public uint InputReserved;
        public ulong Input;
        public uint OutputSize;
        public uint OutputReserved;
        public ulong Output;
    }
}
