using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The state of a Type 3 device and the areas of commands that work on it.</summary>
internal sealed class DeviceParts
{
    private readonly SecurityState _security;
    private readonly List<Action> _resets;

    public DeviceParts(SimulatedCxlDevice device, SimulatedCxlOptions options, bool isLogical)
    {
        var (interfaces, background) = (device.Commands, device.Background);
        var commands = interfaces.Commands;
        var labels = new byte[options.LabelBytes];

        // The mailbox of a Type 3 device has neither Identify nor the status of background operations.
        Common = new ComponentParts(
            device, ComponentIdentity.Type3, CciLink.Messages, new FirmwareSlots(options.FirmwareSlots, options.FirmwareRevision),
            options.EventLogSize, options.DynamicRegions > 0 ? options.EventLogSize : 0);
        Media = new Media(options);
        DynamicCapacity = new DynamicCapacity(options, Common.Events);
        _security = new SecurityState(options.PassphraseAttempts);
        var alerts = new AlertConfiguration();
        Drift = options.Drifts ? new HealthDrift(Health, alerts, Media, Common.Events, options.Time, options.Seed) : null;

        var features = new FeaturesArea([Feature.PatrolScrub(), Feature.ErrorCheckScrub(), Feature.Vendor()]);
        var health = new HealthArea(Health, alerts);
        var scan = new ScanMediaArea(Media, background, Common.Events, Common.Clock);
        ICciArea[] areas =
        [
            features, new DeviceIdentityArea(options, Media, Common.Firmware), new PartitionsArea(Media), new LabelsArea(labels), health,
            new PoisonArea(options, Media, Common.Events, Common.Clock, () => scan.IsRunning), scan,
            new SanitizeArea(Media, background, Common.Events.Clear, labels), new SecurityArea(_security, Media), new SecurityProtocolsArea(), new QosArea(),
        ];
        Array.ForEach(areas, commands.Add);
        if (options.DynamicRegions > 0)
        {
            commands.Add(new DynamicCapacityArea(DynamicCapacity));
            if (!isLogical)
            {
                commands.Add(new DynamicCapacityManagerArea([new DynamicHost(DynamicCapacity, device.Gate)]));
            }
        }

        interfaces.Guard(_ =>
        {
            Drift?.Advance();
            return CxlReturnCode.Success;
        });
        interfaces.Guard(command => command.Rules.HasFlag(CciRule.Media) && Media.IsDisabled ? CxlReturnCode.MediaDisabled : CxlReturnCode.Success);
        interfaces.Guard(command => command.Rules.HasFlag(CciRule.Unlocked) && _security.IsLocked ? CxlReturnCode.InvalidSecurityState : CxlReturnCode.Success);
        _resets = [Common.Reset, features.Reset, health.Reset, scan.Reset, Media.Reset, _security.Reset, DynamicCapacity.Reset];
    }

    public ComponentParts Common { get; }

    public Media Media { get; }

    public DynamicCapacity DynamicCapacity { get; }

    public SimulatedCxlHealth Health { get; } = new();

    public HealthDrift? Drift { get; }

    public void Reset() => _resets.ForEach(reset => reset());
}
