using System.Net;
using System.Net.Sockets;

namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>The loopback ports that a kernel listens on.</summary>
internal sealed class NetworkCheck : IDoctorCheck
{
    private const int KernelPorts = 5;

    public string Area => "This machine";

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var i = 0; i < KernelPorts; i++)
            {
                listeners.Add(new TcpListener(IPAddress.Loopback, 0));
                listeners[i].Start();
            }

            // Listening is not enough: some security programs let nobody in.
            using var client = new TcpClient();
            var accepted = listeners[0].AcceptTcpClientAsync(cancellationToken);
            await client.ConnectAsync((IPEndPoint)listeners[0].LocalEndpoint, cancellationToken).ConfigureAwait(false);
            using var server = await accepted.ConfigureAwait(false);
            return [new Finding(Area, "Ports", DoctorState.Ok, $"{KernelPorts} loopback ports can be opened")];
        }
        catch (SocketException failure)
        {
            return
            [
                new Finding(Area, "Ports", DoctorState.Fault, failure.Message)
                {
                    Advice = "A kernel needs five ports on 127.0.0.1. Look for a firewall, a sandbox, or a limit of open files.",
                },
            ];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
