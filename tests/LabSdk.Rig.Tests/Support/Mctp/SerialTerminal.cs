using System.Text;
using LabSdk.Rig.Tests.Support.Native;

namespace LabSdk.Rig.Tests.Support.Mctp;

/// <summary>A pseudo terminal whose one end the kernel uses as a serial MCTP line, for as long as it is open.</summary>
internal static unsafe class SerialTerminal
{
    private const nuint SetLineDiscipline = 0x5423;
    private const int SerialMctp = 28;

    public static (int Master, int Slave) OpenMctp()
    {
        var master = Libc.Checked(Libc.OpenTerminal(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "opening a pseudo terminal");
        Libc.Checked(Libc.Grant(master), "grantpt");
        Libc.Checked(Libc.Unlock(master), "unlockpt");
        var name = stackalloc byte[64];
        Libc.Checked(-Libc.NameOfTerminal(master, name, 64), "ptsname_r");
        var path = Encoding.ASCII.GetString(new ReadOnlySpan<byte>(name, 64)).TrimEnd('\0');
        var slave = Libc.Checked(Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), $"opening {path}");
        var termios = stackalloc byte[256];
        Libc.Checked(Libc.GetAttributes(slave, termios), "tcgetattr");
        Libc.MakeRaw(termios);
        Libc.Checked(Libc.SetAttributes(slave, 0, termios), "tcsetattr");
        var discipline = SerialMctp;
        Libc.Checked(Libc.Control(slave, SetLineDiscipline, &discipline), "setting the line discipline N_MCTP (does this kernel have CONFIG_MCTP_SERIAL?)");
        return (master, slave);
    }
}
