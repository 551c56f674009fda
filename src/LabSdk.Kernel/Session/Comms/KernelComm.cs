using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Display.Comms;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Session.Requests;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Comms;

/// <summary>One conversation. What its handlers show belongs to the cell that opened it.</summary>
internal sealed class KernelComm(CommManager manager, CellOutput owner, string id, string targetName) : IComm
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private volatile bool _closed;

    public event Action<CommMessage>? Received;

    public event Action? Closed;

    public string Id => id;

    public string TargetName => targetName;

    public bool IsClosed => _closed;

    /// <summary>The output of the cell that opened it, or that registered its target.</summary>
    public CellOutput Owner => owner;

    public void Send(JsonObject data, JsonObject? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!_closed)
        {
            CommManager.Post(this, "comm_msg", null, data, metadata);
        }
    }

    public void Dispose()
    {
        _closed = true;
        manager.Close(this);
    }

    /// <summary>Hands a message to the handlers.</summary>
    public void Raise(CommMessage message)
    {
        if (!_closed)
        {
            Received?.Invoke(message);
        }
    }

    /// <summary>The front end has closed it.</summary>
    public void ClosedByPeer()
    {
        if (!_closed)
        {
            _closed = true;
            Closed?.Invoke();
        }
    }

    /// <summary>Runs a handler on a pool thread, after all earlier ones of this comm.</summary>
    /// <param name="request">The message, for the status around the handler.</param>
    /// <param name="handler">What to do.</param>
    public void Handle(Request request, Action handler)
    {
        lock (_lock)
        {
            _last = _last.ContinueWith(_ => Run(request, handler), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Run(Request request, Action handler)
    {
        request.Busy();
        try
        {
            using (DisplaySink.Use(owner))
            {
                handler();
            }
        }
        catch (Exception failure)
        {
            // Nobody waits for a handler: its error belongs to the cell that registered it.
            owner.Write(StandardStream.Error, $"A handler of the control '{targetName}' failed: {failure.GetType().Name}: {failure.Message}\n");
        }

        manager.Flush();
        request.Idle();
    }
}
