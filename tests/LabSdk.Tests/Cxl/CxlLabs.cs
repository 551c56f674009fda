using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Endpoints;
using LabSdk.Families.Cxl;
using LabSdk.Simulation;

namespace LabSdk.Tests.Cxl;

/// <summary>Labs on simulated CXL components that a test holds in its hand.</summary>
internal static class CxlLabs
{
    public static readonly CxlPermissions Everything = new() { AllowDisruptive = true, AllowSecurity = true, AllowVendor = true };

    /// <summary>Over the mailbox.</summary>
    public static Lab On(SimulatedCxlComponent component) => Connect(component, isMailbox: true);

    /// <summary>Over MCTP.</summary>
    public static Lab OnMctp(SimulatedCxlComponent component) => Connect(component, isMailbox: false);

    /// <summary>A device whose health stands still.</summary>
    public static SimulatedCxlDevice Still(TimeProvider? time = null) => new(new SimulatedCxlOptions { Drifts = false, Time = time ?? TimeProvider.System });

    public static CxlConfirmation Confirmation(SimulatedCxlDevice device) => Confirm.Serial((ulong)device.Options.SerialNumber);

    private static Lab Connect(SimulatedCxlComponent component, bool isMailbox) => Blocking.Run(
        token => Lab.ConnectAsync(["cxl:sim"], new LabOptions(), [new Connector(component, isMailbox)], null, token),
        new BlockingCall("Connecting"));

    private sealed class Connector(SimulatedCxlComponent component, bool isMailbox) : ILabConnector
    {
        public string Family => "cxl";

        public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
        {
            var context = new CxlContext(new CxlOptions { FirstPoll = TimeSpan.FromMilliseconds(5), LongestPoll = TimeSpan.FromMilliseconds(20) });
            var opened = isMailbox
                ? context.OpenMailbox(component.OpenMailbox())
                : await context.OpenMctpAsync(component.Name, component.OpenMctp, cancellationToken);
            return new CxlLabConnection(context, await CxlSource.AskAsync(opened, cancellationToken), endpoint.ToString(), component);
        }
    }
}
