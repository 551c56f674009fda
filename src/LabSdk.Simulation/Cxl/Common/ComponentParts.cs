namespace LabSdk.Simulation.Cxl;

/// <summary>What every component has: identity, clock, event logs and their announcement, firmware, logs, vendor commands.</summary>
internal sealed class ComponentParts
{
    private readonly FirmwareArea _transfers;

    public ComponentParts(SimulatedCxlComponent component, byte type, CciLink identityLinks, FirmwareSlots firmware, int eventLogSize, int dynamicLogSize)
    {
        var (commands, background, time) = (component.Commands.Commands, component.Background, component.Time);
        Firmware = firmware;
        Clock = new DeviceClock(time);
        Events = new EventLogs(Clock, eventLogSize, dynamicLogSize);
        Notifier = new EventNotifier(time, component.Gate);
        Events.Added += log => Notifier.Notify((ushort)(1 << log));
        background.Ended += () => Notifier.Notify(EventNotifier.BackgroundEnded);
        component.Endpoint.AnswerReceived = Notifier.Answer;

        _transfers = new FirmwareArea(firmware, background, time);
        commands.Add(new InformationArea(new ComponentIdentity(component.SerialNumber, type), component.MessageLimit, background, identityLinks));
        commands.Add(new EventsArea(Events, Notifier));
        commands.Add(_transfers);
        commands.Add(new TimestampArea(Clock));
        commands.Add(new LogsArea(commands, background));
        commands.Add(new VendorArea());
    }

    public FirmwareSlots Firmware { get; }

    public DeviceClock Clock { get; }

    public EventLogs Events { get; }

    public EventNotifier Notifier { get; }

    public void Reset()
    {
        _transfers.Reset();
        Firmware.Reset();
    }
}
