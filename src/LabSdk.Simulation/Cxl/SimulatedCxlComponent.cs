using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// A CXL component in this process: answers commands over a simulated Linux mailbox and over simulated MCTP, keeps its state,
/// runs operations in the background on its clock, and goes wrong on demand. Base of the device, the switch and the MLD.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public abstract class SimulatedCxlComponent : IAsyncDisposable
{
    private readonly ExchangeLog _log;
    private readonly CxlScript _script;

    private protected SimulatedCxlComponent(string name, ulong serialNumber, TimeProvider time, int mailboxPayloadMaximum, CxlKernel kernel, Lock? gate = null)
    {
        Gate = gate ?? new Lock();
        (Name, SerialNumber, Time, MailboxPayloadMaximum, Kernel) = (name, serialNumber, time, mailboxPayloadMaximum, kernel);
        Background = new BackgroundSlot(time, Gate);
        Commands = new CommandInterface(Background, mailboxPayloadMaximum);
        _log = new ExchangeLog(time, Gate);
        _script = new CxlScript(Gate);
        Endpoint = new CciEndpoint(Commands, Gate, _log, Faults, _script);
    }

    /// <summary>What it is called, for example <c>mem0</c>.</summary>
    public string Name { get; }

    /// <summary>Its serial number; confirmations name it.</summary>
    public ulong SerialNumber { get; }

    /// <summary>What goes wrong, and when.</summary>
    public CxlFaults Faults { get; } = new();

    /// <summary>All messages to and from it, oldest first; the newest 20,000 are kept.</summary>
    public IReadOnlyList<CxlExchange> Exchanges => _log.All();

    /// <summary>How often each opcode was sent to it.</summary>
    public IReadOnlyDictionary<ushort, int> Counters => _log.Counters();

    /// <summary>The last request; null when there was none.</summary>
    public CxlExchange? LastRequest => _log.Last;

    /// <summary>The last call of its mailbox, also of one that the driver refused; null when there was none.</summary>
    public CxlMailboxRequest? LastMailboxRequest { get; private set; }

    /// <summary>False after <see cref="Disconnect"/>.</summary>
    public bool IsConnected { get; private set; } = true;

    internal Lock Gate { get; }

    internal TimeProvider Time { get; }

    internal int MailboxPayloadMaximum { get; }

    /// <summary>The largest answer over MCTP, as the host has set it.</summary>
    internal int MessagePayloadMaximum => 1 << MessageLimit.Exponent;

    internal MessageLimit MessageLimit { get; } = new();

    internal CxlKernel Kernel { get; }

    internal CommandInterface Commands { get; }

    internal BackgroundSlot Background { get; }

    internal CciEndpoint Endpoint { get; }

    internal EventNotifier? Notifier { get; private protected init; }

    internal virtual bool IsSanitizing => false;

    /// <summary>Opens its mailbox, as the node below <c>/dev/cxl</c> would be.</summary>
    public ICxlMailbox OpenMailbox() => new SimulatedCxlMailbox(this);

    /// <summary>Opens a channel for messages of one type, as an MCTP socket would be.</summary>
    /// <param name="type">The message type.</param>
    public IMctpChannel OpenMctp(CxlMessageType type) => new SimulatedMctpChannel(this, type);

    /// <summary>Opens what it sends by itself, for a <see cref="CxlEventListener"/>: notifications of events that the host has asked for.</summary>
    /// <param name="network">The MCTP network that they come from. Default 11.</param>
    /// <param name="endpointId">Its endpoint id there. Default 28.</param>
    public ICxlEventChannel OpenEvents(uint network = 11, byte endpointId = 28) => new SimulatedEventChannel(this, network, endpointId);

    /// <summary>Answers the next command with this opcode so, without carrying it out. Answers wait in order, before all faults of return codes.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="code">The return code; 1 (background started) starts nothing.</param>
    /// <param name="payload">The answer payload.</param>
    /// <param name="vendorStatus">Vendor specific extended status; a mailbox does not carry it.</param>
    public void QueueResponse(ushort opcode, CxlReturnCode code, ReadOnlyMemory<byte> payload = default, ushort vendorStatus = 0) =>
        _script.Add(opcode, new CxlScript.Answer(new CciResult(code, payload.ToArray()) { VendorStatus = vendorStatus }, null));

    /// <summary>Answers the next command with this opcode with the bytes that are made of the request, header and all.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="answer">Gets the request message, gives the answer message as it stands on the wire; tag and lengths are not set right.</param>
    public void QueueMessage(ushort opcode, Func<ReadOnlyMemory<byte>, byte[]> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _script.Add(opcode, new CxlScript.Answer(null, answer));
    }

    /// <summary>Forgets <see cref="Exchanges"/>, <see cref="Counters"/> and <see cref="LastRequest"/>.</summary>
    public void ClearExchanges() => _log.Clear();

    /// <summary>Takes it off the bus: mailbox calls fail with ENXIO, messages with EHOSTUNREACH, answers under way are lost.</summary>
    public void Disconnect() => IsConnected = false;

    /// <summary>Puts it on the bus again; its state is as it was.</summary>
    public void Reconnect() => IsConnected = true;

    /// <summary>Lets what runs in the background, or runs there next, never get further.</summary>
    public void StallBackground()
    {
        lock (Gate)
        {
            Background.Stall();
        }
    }

    /// <summary>Lets a stalled background operation go on, as if it had not been stalled.</summary>
    public void ResumeBackground()
    {
        lock (Gate)
        {
            Background.Resume();
        }
    }

    /// <summary>Lets what runs in the background, or runs there next, fail.</summary>
    /// <param name="percent">How far it comes, 0 to 100.</param>
    /// <param name="code">Its result.</param>
    /// <param name="vendorStatus">Vendor specific extended status of the result.</param>
    public void FailBackground(int percent, CxlReturnCode code = CxlReturnCode.InternalError, ushort vendorStatus = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        lock (Gate)
        {
            Background.FailAt(percent, code, vendorStatus);
        }
    }

    /// <summary>
    /// Resets it as a host does: pending partitions and staged firmware take effect, a device with a passphrase is locked, what ran
    /// in the background is gone. Event logs, labels and memory stay.
    /// </summary>
    public void Reset()
    {
        lock (Gate)
        {
            Background.Reset();
            ResetParts();
        }
    }

    /// <summary>Stops it: no timer of it fires any more.</summary>
    public virtual ValueTask DisposeAsync()
    {
        Disconnect();
        lock (Gate)
        {
            Background.Dispose();
            Notifier?.Dispose();
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected abstract void ResetParts();

    internal bool IsOffered(ushort opcode, CciLink link) => Commands.Commands.Find(opcode, link) is not null;

    internal void Note(CxlMailboxRequest request) => LastMailboxRequest = request;
}
