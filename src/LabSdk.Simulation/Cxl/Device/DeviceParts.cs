using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The state of a Type 3 device and the areas of commands that work on it.</summary>
internal sealed class DeviceParts
{
    private readonly FirmwareSlots _firmware;
    private readonly SecurityState _security;
    private readonly List<Action> _resets;

    public DeviceParts(SimulatedCxlDevice device, SimulatedCxlOptions options, bool isLogical)
    {
        var (interfaces, background, time) = (device.Commands, device.Background, options.Time);
        var commands = interfaces.Commands;
        var labels = new byte[options.LabelBytes];
        Clock = new DeviceClock(time);
        Media = new Media(options);
        Events = new EventLogs(Clock, options.EventLogSize, options.DynamicRegions > 0 ? options.EventLogSize : 0);
        Notifier = new EventNotifier(time, device.Gate);
        DynamicCapacity = new DynamicCapacity(options, Events);
        _firmware = new FirmwareSlots(options.FirmwareSlots, options.FirmwareRevision);
        _security = new SecurityState(options.PassphraseAttempts);
        var alerts = new AlertConfiguration();
        Drift = options.Drifts ? new HealthDrift(Health, alerts, Media, Events, time, options.Seed) : null;

        Events.Added += log => Notifier.Notify((ushort)(1 << log));
        background.Ended += () => Notifier.Notify(EventNotifier.BackgroundEnded);
        device.Endpoint.AnswerReceived = Notifier.Answer;

        var identity = new ComponentIdentity((ulong)options.SerialNumber, ComponentIdentity.Type3);
        var firmware = new FirmwareArea(_firmware, background, time);
        var features = new FeaturesArea([Feature.PatrolScrub(), Feature.ErrorCheckScrub(), Feature.Vendor()]);
        var health = new HealthArea(Health, alerts);
        var scan = new ScanMediaArea(Media, background, Events, Clock);
        ICciArea[] areas =
        [
            // The mailbox of a Type 3 device has neither Identify nor the status of background operations.
            new InformationArea(identity, device.MessageLimit, background, CciLink.Messages),
            new EventsArea(Events, Notifier), firmware, new TimestampArea(Clock), new LogsArea(commands, background), features,
            new DeviceIdentityArea(options, Media, _firmware), new PartitionsArea(Media), new LabelsArea(labels), health,
            new PoisonArea(options, Media, Events, Clock, () => scan.IsRunning), scan, new SanitizeArea(Media, background, Events.Clear, labels),
            new SecurityArea(_security, Media), new SecurityProtocolsArea(), new QosArea(), new VendorArea(),
        ];
        Array.ForEach(areas, commands.Add);
        if (options.DynamicRegions > 0)
        {
            commands.Add(new DynamicCapacityArea(DynamicCapacity));
            if (!isLogical)
            {
                commands.Add(new DynamicCapacityManagerArea([DynamicCapacity]));
            }
        }

        interfaces.Guard(_ =>
        {
            Drift?.Advance();
            return CxlReturnCode.Success;
        });
        interfaces.Guard(command => command.Rules.HasFlag(CciRule.Media) && Media.IsDisabled ? CxlReturnCode.MediaDisabled : CxlReturnCode.Success);
        interfaces.Guard(command => command.Rules.HasFlag(CciRule.Unlocked) && _security.IsLocked ? CxlReturnCode.InvalidSecurityState : CxlReturnCode.Success);
        _resets = [firmware.Reset, _firmware.Reset, features.Reset, health.Reset, scan.Reset, Media.Reset, _security.Reset, DynamicCapacity.Reset];
    }

    public DeviceClock Clock { get; }

    public Media Media { get; }

    public EventLogs Events { get; }

    public EventNotifier Notifier { get; }

    public DynamicCapacity DynamicCapacity { get; }

    public SimulatedCxlHealth Health { get; } = new();

    public HealthDrift? Drift { get; }

    public void Reset() => _resets.ForEach(reset => reset());
}
