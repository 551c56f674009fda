using System.Runtime.CompilerServices;

namespace LabSdk.Cxl;

/// <summary>
/// A CXL component: a memory device, switch, multi-logical or multi-headed device behind a mailbox or an MCTP endpoint, or one
/// behind these through a tunnel. Commands of several callers go one after the other; a view through a tunnel shares the
/// queue of its endpoint. All members may be used by several threads.
/// </summary>
public sealed partial class CxlEndpoint : IAsyncDisposable
{
    private readonly CxlLink _link;
    private readonly CxlEndpoint? _root;

    internal CxlEndpoint(CxlLink link)
    {
        _link = link;
        Name = link.Transport.Name;
    }

    private CxlEndpoint(CxlEndpoint root, Tunnel tunnel)
    {
        (_root, _link, Tunnel) = (root, root._link, tunnel);
        Name = $"{root.Name} ({tunnel})";
    }

    /// <summary>What errors and views call it, for example <c>mem0</c>, <c>mctp 11/28</c> or <c>mctp 11/28 (port 5, LD 3)</c>.</summary>
    public string Name { get; }

    /// <summary>The way from the opened endpoint to this component.</summary>
    public Tunnel Tunnel { get; }

    /// <summary>The endpoint that was opened: this one, or the one that this is a view of.</summary>
    public CxlEndpoint Root => _root ?? this;

    /// <summary>True for MCTP, false for a mailbox.</summary>
    public bool IsMctp => _link.Transport.IsMessageBased;

    /// <summary>True when the endpoint was closed.</summary>
    public bool IsClosed => _link.IsClosed;

    /// <summary>Gets or sets how long an MCTP component may take to answer; shared with all views of the endpoint.</summary>
    /// <value>Default 2 s over MCTP, which is the maximum there; zero waits forever. On a mailbox (default 5 s, any value) it has no effect: the kernel ends its wait by rules of its own.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above 2 s over MCTP.</exception>
    public TimeSpan Timeout
    {
        get => _link.Timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            if (IsMctp)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, CxlOptions.MctpTimeout);
            }

            _link.Timeout = value;
        }
    }

    /// <summary>True when the last answer said that a command runs in the background (the BO flag); null before an answer, and on mailboxes, which do not tell.</summary>
    public bool? IsBackgroundActive { get; private set; }

    internal TimeProvider Time => _link.Options.TimeProvider;

    internal CxlOptions Options => _link.Options;

    /// <summary>A view of a component behind this endpoint. It needs no closing.</summary>
    /// <param name="tunnel">The way, from the opened endpoint.</param>
    public CxlEndpoint Through(Tunnel tunnel) => tunnel.Layers == 0 ? Root : new CxlEndpoint(Root, tunnel);

    /// <summary>Sends a command as bytes and returns what came: success, or the start of a background operation.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="payload">The request payload.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <exception cref="CxlDeviceException">The component, or one on the way, answered with a failing code.</exception>
    /// <exception cref="CxlTimeoutException">No answer came in time.</exception>
    /// <exception cref="CxlIoException">It could not be sent.</exception>
    /// <exception cref="CxlProtocolException">The answer is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<CxlReply> SendAsync(ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        RequireHarmless(opcode, payload.Length);
        await RequireFmApiAsync(opcode, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; ; attempt++)
        {
            var answer = await ExchangeAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
            IsBackgroundActive = answer.Reply.IsBackgroundActive;
            if (answer.Reply.ReturnCode is CxlReturnCode.Success or CxlReturnCode.BackgroundStarted)
            {
                if (opcode == CxlOpcodes.SetResponseLimit)
                {
                    _link.Limits.Clear();
                }

                return answer.Reply;
            }

            if (answer.Reply.ReturnCode != CxlReturnCode.RetryRequired || attempt >= _link.Options.Retries)
            {
                throw CxlErrors.Refused(answer, opcode, Name, attempt);
            }

            await Task.Delay(_link.Options.RetryDelay, _link.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the endpoint; harmless when repeated, and without effect on a view through a tunnel.</summary>
    public ValueTask DisposeAsync() => _root is null ? _link.DisposeAsync() : default;

    private ValueTask<TunnelReply> ExchangeAsync(ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Options.Trace is null ? SendOnceAsync(opcode, payload, cancellationToken) : TracedAsync(opcode, payload, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TunnelReply> SendOnceAsync(ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            return await _link.ExchangeAsync(Tunnel, opcode, payload, cancellationToken).ConfigureAwait(false);
        }
        catch (CxlProtocolException error) when (error.Endpoint is null)
        {
            throw CxlErrors.Broken(error, opcode, Name, error.TunnelLevel);
        }
        catch (LabException error) when (error is ICxlError { Opcode: null or CxlOpcodes.Tunnel } && opcode != CxlOpcodes.Tunnel && CxlErrors.About(error, opcode, Name) is { } better)
        {
            throw better;
        }
    }

    private void RequireHarmless(ushort opcode, int size)
    {
        var problem = opcode == CxlOpcodes.Tunnel ? "a tunnel hides what is in it; use Through(Tunnel) instead"
            : opcode == CxlOpcodes.Maintenance && size < 2 ? "without operation class and subclass, Perform Maintenance brings some components down"
            : null;
        if (problem is not null)
        {
            throw new CxlRequestException(CxlErrorIds.InvalidData, $"{CxlOpcodes.Describe(opcode)} was not sent to {Name}: {problem}.") { Opcode = opcode, Endpoint = Name };
        }
    }
}
