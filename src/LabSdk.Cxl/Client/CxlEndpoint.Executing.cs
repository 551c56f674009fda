using System.Runtime.CompilerServices;

namespace LabSdk.Cxl;

/// <content>Commands, typed and as bytes.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>Sends a command and reads its answer.</summary>
    /// <typeparam name="TResponse">The answer.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="request">Its request; null for a command without one.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public ValueTask<TResponse> ExecuteAsync<TResponse>(CxlCommand command, ICxlRequest? request, CancellationToken cancellationToken = default)
        where TResponse : ICxlResponse<TResponse> => ExecuteAsync<TResponse>(command, request, null, cancellationToken);

    /// <summary>Sends a command that may destroy data and reads its answer.</summary>
    /// <typeparam name="TResponse">The answer.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="request">Its request; null for a command without one.</param>
    /// <param name="confirmation">Names the device whose data may be destroyed; null where nothing is.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <exception cref="CxlConfirmationException">It is dangerous, and not confirmed or not permitted.</exception>
    /// <exception cref="CxlFmApiDisabledException">It needs the fabric manager commands, which are off.</exception>
    /// <exception cref="CxlDeviceException">The component, or one on the way, answered with a failing code.</exception>
    /// <exception cref="CxlTimeoutException">No answer came in time.</exception>
    /// <exception cref="CxlIoException">It could not be sent.</exception>
    /// <exception cref="CxlProtocolException">The answer is broken.</exception>
    public async ValueTask<TResponse> ExecuteAsync<TResponse>(
        CxlCommand command, ICxlRequest? request, CxlConfirmation? confirmation, CancellationToken cancellationToken = default)
        where TResponse : ICxlResponse<TResponse>
    {
        ArgumentNullException.ThrowIfNull(command);
        var reply = await SendPermittedAsync(command.Opcode, request, confirmation, cancellationToken).ConfigureAwait(false);
        try
        {
            return reply.ReturnCode == CxlReturnCode.Success ? TResponse.Read(reply.Payload, request)
                : throw new CxlProtocolException("The answer says that the command goes on in the background, where its result was expected.");
        }
        catch (CxlProtocolException error)
        {
            throw CxlErrors.Broken(error, command.Opcode, Name, Tunnel.Layers);
        }
    }

    /// <summary>Sends a command that has no answer but its code. One that goes on in the background is waited for.</summary>
    /// <param name="command">The command.</param>
    /// <param name="request">Its request; null for a command without one.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public ValueTask ExecuteAsync(CxlCommand command, ICxlRequest? request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(command, request, null, cancellationToken);

    /// <summary>Sends a command that may destroy data and has no answer but its code. One that goes on in the background is waited for.</summary>
    /// <param name="command">The command.</param>
    /// <param name="request">Its request; null for a command without one.</param>
    /// <param name="confirmation">Names the device whose data may be destroyed; null where nothing is.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public async ValueTask ExecuteAsync(CxlCommand command, ICxlRequest? request, CxlConfirmation? confirmation, CancellationToken cancellationToken = default)
    {
        var operation = await StartAsync(command, request, confirmation, cancellationToken).ConfigureAwait(false);
        if (!operation.IsCompleted)
        {
            await operation.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a command that may go on in the background, and returns as soon as the component has taken it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="request">Its request; null for a command without one.</param>
    /// <param name="confirmation">Names the device whose data may be destroyed; null where nothing is.</param>
    /// <param name="cancellationToken">Ends the wait for the start; the command may be carried out all the same.</param>
    /// <returns>The operation; completed at once when the component did not need the background.</returns>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public async Task<CxlBackgroundOperation> StartAsync(
        CxlCommand command, ICxlRequest? request, CxlConfirmation? confirmation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var reply = await SendPermittedAsync(command.Opcode, request, confirmation, cancellationToken).ConfigureAwait(false);
        return new CxlBackgroundOperation(this, command, command.Opcode, request, reply.ReturnCode == CxlReturnCode.Success);
    }

    /// <summary>Sends any command as bytes. What is known of its opcode decides what it needs; an unknown one counts as a vendor's.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="payload">The request payload.</param>
    /// <param name="confirmation">Names the device whose data may be destroyed; null where nothing is.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <returns>The answer: success with its payload, or <see cref="CxlReturnCode.BackgroundStarted"/>.</returns>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public async ValueTask<CxlReply> ExecuteRawAsync(
        ushort opcode, ReadOnlyMemory<byte> payload, CxlConfirmation? confirmation = null, CancellationToken cancellationToken = default)
    {
        await PermitAsync(CxlCommands.Find(opcode, payload.Span), opcode, confirmation, cancellationToken).ConfigureAwait(false);
        return await SendAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a vendor specific command as bytes.</summary>
    /// <param name="opcode">C000h to FFFFh.</param>
    /// <param name="payload">The request payload.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <returns>The answer: success with its payload, or <see cref="CxlReturnCode.BackgroundStarted"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The opcode is below C000h; nothing was sent.</exception>
    /// <inheritdoc cref="ExecuteAsync{TResponse}(CxlCommand, ICxlRequest?, CxlConfirmation?, CancellationToken)" path="/exception"/>
    public ValueTask<CxlReply> ExecuteVendorAsync(ushort opcode, ReadOnlyMemory<byte> payload = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(opcode, CxlOpcodes.FirstVendor);
        return ExecuteRawAsync(opcode, payload, null, cancellationToken);
    }

    // What is about to be sent decides what it needs, not what the caller says it is.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CxlReply> SendPermittedAsync(ushort opcode, ICxlRequest? request, CxlConfirmation? confirmation, CancellationToken cancellationToken)
    {
        var payload = Encode(request);
        try
        {
            await PermitAsync(CxlCommands.Find(opcode, payload), opcode, confirmation, cancellationToken).ConfigureAwait(false);
            return await SendAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Payloads may hold passphrases.
            Array.Clear(payload);
        }
    }

    private async ValueTask<CxlReply> SendRequestAsync(ushort opcode, ICxlRequest? request, CancellationToken cancellationToken)
    {
        var payload = Encode(request);
        try
        {
            return await SendAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Array.Clear(payload);
        }
    }

    private static byte[] Encode(ICxlRequest? request)
    {
        var payload = request is null ? [] : new byte[request.Size];
        request?.Write(payload);
        return payload;
    }
}
