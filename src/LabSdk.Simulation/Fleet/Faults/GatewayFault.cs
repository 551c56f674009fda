using System.Buffers.Binary;
using System.Net.Sockets;
using LabSdk.Fleet;
using LabSdk.Fleet.Wire;
using LabSdk.Simulation.Fleet;

namespace LabSdk.Simulation;

/// <summary>Something that goes wrong with one answer of a simulated gateway.</summary>
public sealed class GatewayFault
{
    private readonly Func<byte[], Answer, FaultPlan> _plan;

    private GatewayFault(string name, Func<byte[], Answer, FaultPlan> plan) => (Name, _plan) = (name, plan);

    /// <summary>What goes wrong, in a few words.</summary>
    public string Name { get; }

    /// <summary>No fault.</summary>
    public static GatewayFault None { get; } = new("none", (frame, _) => new FaultPlan([frame]));

    /// <summary>The answer never comes; the connection stays open.</summary>
    public static GatewayFault DropAnswer { get; } = new("answer dropped", (_, _) => new FaultPlan([]));

    /// <summary>The connection is closed instead of an answer.</summary>
    public static GatewayFault CloseBefore { get; } = new("closed before the answer", (_, _) => new FaultPlan([], FaultEnd.Close));

    /// <summary>The connection is closed right after the answer.</summary>
    public static GatewayFault CloseAfter { get; } = new("closed after the answer", (frame, _) => new FaultPlan([frame], FaultEnd.Close));

    /// <summary>The connection is closed for writing only: the gateway still reads, but will never answer again.</summary>
    public static GatewayFault HalfClose { get; } = new("half closed", (_, _) => new FaultPlan([], FaultEnd.HalfClose));

    /// <summary>The connection is reset instead of an answer.</summary>
    public static GatewayFault Reset { get; } = new("reset", (_, _) => new FaultPlan([], FaultEnd.Reset));

    /// <summary>A well framed message that is no message of the protocol.</summary>
    public static GatewayFault Garbage { get; } = new("garbage", (_, _) => new FaultPlan([[5, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]]));

    /// <summary>An empty message.</summary>
    public static GatewayFault ZeroLength { get; } = new("zero length", (_, _) => new FaultPlan([new byte[4]]));

    /// <summary>A command where a connect response belongs, or the other way round.</summary>
    public static GatewayFault WrongType { get; } = new("wrong message", (_, answer) =>
        new FaultPlan([(answer.IsConnect ? answer with { Response = null } : answer with { Response = FleetResponseType.Ok }).Write(new FrameWriter()).ToArray()]));

    /// <summary>The answer comes twice.</summary>
    public static GatewayFault Duplicate { get; } = new("answer twice", (frame, _) => new FaultPlan([[.. frame, .. frame]]));

    /// <summary>The answer comes late.</summary>
    /// <param name="by">How late.</param>
    public static GatewayFault Delay(TimeSpan by) => new($"answer {by.TotalMilliseconds} ms late", (frame, _) => new FaultPlan([frame]) { Before = by });

    /// <summary>The connection is closed inside the answer.</summary>
    /// <param name="after">How many of its bytes, with the length, still come.</param>
    public static GatewayFault CloseInside(int after) => new($"closed after {after} bytes", (frame, _) => new FaultPlan([frame[..Math.Clamp(after, 0, frame.Length)]], FaultEnd.Close));

    /// <summary>The answer stops in the middle and the connection stays open.</summary>
    /// <param name="after">How many of its bytes, with the length, still come.</param>
    public static GatewayFault StopInside(int after) => new($"stopped after {after} bytes", (frame, _) => new FaultPlan([frame[..Math.Clamp(after, 0, frame.Length)]]));

    /// <summary>The answer comes byte by byte.</summary>
    /// <param name="gap">The time between two bytes.</param>
    public static GatewayFault Drip(TimeSpan gap) => new("byte by byte", (frame, _) => new FaultPlan([.. frame.Select(one => new[] { one })]) { Between = gap });

    /// <summary>The answer names another device.</summary>
    /// <param name="device">The device.</param>
    public static GatewayFault WrongDevice(FleetDevice device) => new("wrong device", (_, answer) => new FaultPlan([(answer with { Device = device }).Write(new FrameWriter()).ToArray()]));

    /// <summary>Bytes that belong to nothing follow the answer.</summary>
    /// <param name="bytes">The bytes.</param>
    public static GatewayFault Surplus(params byte[] bytes) => new("surplus bytes", (frame, _) => new FaultPlan([[.. frame, .. bytes]]));

    /// <summary>The length in front of the answer is not its length.</summary>
    /// <param name="length">What it says.</param>
    public static GatewayFault LengthLie(uint length) => new($"length {length}", (frame, _) =>
    {
        byte[] changed = [.. frame];
        BinaryPrimitives.WriteUInt32LittleEndian(changed, length);
        return new FaultPlan([changed]);
    });

    /// <summary>A bit of the answer is flipped.</summary>
    /// <param name="position">Which byte of it, the length's first being 0.</param>
    /// <param name="bit">Which bit, 0 to 7.</param>
    public static GatewayFault Flip(int position, int bit) => new($"bit {bit} of byte {position} flipped", (frame, _) =>
    {
        byte[] changed = [.. frame];
        changed[position % changed.Length] ^= (byte)(1 << bit);
        return new FaultPlan([changed]);
    });

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    /// <summary>Sends an answer with the fault.</summary>
    /// <returns>False when the connection is to be closed.</returns>
    internal async Task<bool> SendAsync(Socket socket, byte[] frame, Answer answer, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = _plan(frame, answer);
        if (plan.Before > TimeSpan.Zero)
        {
            await Task.Delay(plan.Before, time, cancellationToken).ConfigureAwait(false);
        }

        foreach (var piece in plan.Pieces)
        {
            for (var sent = 0; sent < piece.Length;)
            {
                sent += await socket.SendAsync(piece.AsMemory(sent), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }

            if (plan.Between > TimeSpan.Zero)
            {
                await Task.Delay(plan.Between, time, cancellationToken).ConfigureAwait(false);
            }
        }

        if (plan.End == FaultEnd.HalfClose)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        else if (plan.End == FaultEnd.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        return plan.End is FaultEnd.None or FaultEnd.HalfClose;
    }
}
