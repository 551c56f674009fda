using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabSdk.Display.Comms;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Session.Requests;

namespace LabSdk.Kernel.Session.Comms;

/// <summary>
/// The conversations between cells and front ends. Messages of one comm are handled in order, different comms beside each
/// other and beside a running cell, so that a stop button works while everything else is busy.
/// </summary>
internal sealed class CommManager(OutputChannel channel, OutputPump pump)
{
    private readonly ConcurrentDictionary<string, KernelComm> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.Ordinal);

    /// <summary>Opens a comm from our side.</summary>
    public KernelComm Open(CellOutput owner, string targetName, JsonObject data, JsonObject? metadata, string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(targetName);
        ArgumentNullException.ThrowIfNull(data);
        var comm = new KernelComm(this, owner, id ?? Guid.NewGuid().ToString("n"), targetName);
        if (!_open.TryAdd(comm.Id, comm))
        {
            throw new ArgumentException($"There is a comm with the id '{id}' already.", nameof(id));
        }

        Post(comm, "comm_open", targetName, data, metadata);
        return comm;
    }

    /// <summary>Registers who answers a comm that a front end opens.</summary>
    public void RegisterTarget(CellOutput owner, string targetName, Action<IComm, CommMessage> opened)
    {
        ArgumentException.ThrowIfNullOrEmpty(targetName);
        ArgumentNullException.ThrowIfNull(opened);
        _targets[targetName] = new Target(owner, opened);
    }

    /// <summary>The open comms, for <c>comm_info_request</c>.</summary>
    /// <param name="targetName">Only those of this target; null for all.</param>
    public IReadOnlyDictionary<string, CommTarget> List(string? targetName) => _open.Values
        .Where(comm => string.IsNullOrEmpty(targetName) || comm.TargetName == targetName)
        .ToDictionary(comm => comm.Id, comm => new CommTarget(comm.TargetName), StringComparer.Ordinal);

    /// <summary>Takes a message of a front end; its handlers run later, on a pool thread.</summary>
    /// <exception cref="ProtocolException">The content has another shape.</exception>
    public void Receive(Request request)
    {
        var content = request.Message.Read(Wire.Json.CommContent);
        var message = new CommMessage(content.Data ?? [], request.Message.ReadMetadata(), request.Message.Buffers);
        if (request.Message.Type == "comm_open")
        {
            Opened(request, content, message);
        }
        else if (!_open.TryGetValue(content.CommId, out var comm))
        {
            request.Busy();
            if (request.Message.Type == "comm_msg")
            {
                // The front end still holds a control of a kernel that is gone.
                PublishClose(content.CommId, request.Message.HeaderJson);
            }

            request.Idle();
        }
        else if (request.Message.Type == "comm_close")
        {
            _open.TryRemove(content.CommId, out _);
            comm.Handle(request, comm.ClosedByPeer);
        }
        else
        {
            comm.Handle(request, () => comm.Raise(message));
        }
    }

    /// <summary>Closes all comms of the session.</summary>
    public void CloseAll()
    {
        foreach (var comm in _open.Values)
        {
            comm.Dispose();
        }

        pump.Flush();
    }

    /// <summary>Posts a message of a comm to the front ends.</summary>
    public static void Post(KernelComm comm, string type, string? targetName, JsonObject data, JsonObject? metadata) => comm.Owner.PostComm(
        type,
        metadata is null ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(metadata, Wire.Json.JsonObject),
        JsonSerializer.SerializeToUtf8Bytes(new CommOutput(comm.Id, targetName, data), Wire.Json.CommOutput));

    /// <summary>Forgets a comm that our side has closed, and tells the front ends.</summary>
    public void Close(KernelComm comm)
    {
        if (_open.TryRemove(comm.Id, out _))
        {
            Post(comm, "comm_close", null, [], null);
        }
    }

    /// <summary>Publishes what handlers have put out.</summary>
    public void Flush() => pump.Flush();

    private void Opened(Request request, CommContent content, CommMessage message)
    {
        if (content.TargetName is { } name && _targets.TryGetValue(name, out var target) && content.CommId.Length > 0)
        {
            var comm = new KernelComm(this, target.Owner, content.CommId, name);
            if (_open.TryAdd(comm.Id, comm))
            {
                comm.Handle(request, () => target.Opened(comm, message));
                return;
            }
        }

        request.Busy();
        PublishClose(content.CommId, request.Message.HeaderJson);
        request.Idle();
    }

    private void PublishClose(string id, ReadOnlyMemory<byte> parent) =>
        channel.Publish("comm_close", parent, new CommOutput(id, null, []), Wire.Json.CommOutput);

    private sealed record Target(CellOutput Owner, Action<IComm, CommMessage> Opened);
}
