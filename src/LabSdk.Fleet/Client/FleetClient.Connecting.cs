using System.Net.Sockets;
using LabSdk.Fleet.Client;
using LabSdk.Fleet.Transport;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet;

public sealed partial class FleetClient
{
    private static readonly TimeSpan FirstGraceWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestGraceWait = TimeSpan.FromMilliseconds(500);

    private async Task ConnectAsync(bool isReconnect, CancellationToken cancellationToken)
    {
        List<FleetAttempt>? attempts = null;
        var graceStarted = _options.TimeProvider.GetTimestamp();
        var wait = FirstGraceWait;
        for (var attempt = 1; ;)
        {
            var started = _options.TimeProvider.GetTimestamp();
            try
            {
                Adopt(await ConnectOnceAsync(attempt, cancellationToken).ConfigureAwait(false));
                return;
            }
            catch (FleetAlreadyConnectedException) when (isReconnect && _options.TimeProvider.GetElapsedTime(graceStarted) + wait <= _options.AlreadyConnectedGrace)
            {
                Count(ref _priorityConflicts);
                await Task.Delay(wait, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < LongestGraceWait ? wait * 2 : LongestGraceWait;
            }
            catch (FleetConnectRejectedException)
            {
                Count(ref _failedConnects);
                Count(ref _priorityConflicts);
                throw;
            }
            catch (FleetCommunicationException error)
            {
                Count(ref _failedConnects);
                (attempts ??= []).Add(new FleetAttempt($"connect {attempt}", _options.TimeProvider.GetElapsedTime(started), error));
                if (attempt == _options.ConnectAttempts)
                {
                    error.Attempts = attempts;
                    throw;
                }

                attempt++;
                await Task.Delay(_options.ReconnectDelay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<FleetConnection> ConnectOnceAsync(int attempt, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(_options.ConnectTimeout, cancellationToken, _lifetime.Token);
        FleetConnection? connection = null;
        try
        {
            connection = _options.Replay is { } tape
                ? ReplayConnection.Open(tape)
                : await SocketConnection.OpenAsync(Host, Port, _options.MaxMessageSize, _options.Tap, deadline.Token).ConfigureAwait(false);
            await connection.SendAsync(_writer.Connect(_message), deadline).ConfigureAwait(false);
            var answer = await connection.ReadAsync(deadline).ConfigureAwait(false);
            CheckResponse(GatewayMessage.Read(answer.Span, Device));
            return connection;
        }
        catch (Exception error)
        {
            var arrived = connection?.DescribeArrived();
            CountBytes(connection);
            connection?.Dispose();
            if (error is OperationCanceledException)
            {
                ThrowIfDestroyed("Connecting");
                cancellationToken.ThrowIfCancellationRequested();
                Count(ref _timeouts);
            }

            throw FleetErrors.Connecting(error, new FailedTry(this, $"attempt {attempt} of {_options.ConnectAttempts}", deadline, arrived));
        }
    }

    private void CheckResponse(GatewayMessage message)
    {
        if (message.Kind != GatewayMessageKind.ConnectResponse)
        {
            throw new FleetProtocolErrorException(FleetErrorCode.UnableToConnect, message.Kind == GatewayMessageKind.None
                ? "the gateway answered with an empty message"
                : "the gateway answered with a command instead of a connect response");
        }

        var what = $"The gateway {Endpoint} refused {Device}";
        throw_if_refused(message.ResponseType);
        CompareDevice(message.Device, "connect response");

        void throw_if_refused(int type)
        {
            LabException? refusal = type switch
            {
                0 => null,
                1 => new FleetAlreadyConnectedException($"{what}: a device of that identity and priority is connected.") { DeviceId = Device.Role, Endpoint = Endpoint },
                2 => new FleetModuleNotSupportedException($"{what}: it has no module {Device.Module}.") { DeviceId = Device.Role, Endpoint = Endpoint },
                3 => new FleetDeviceNotSupportedException($"{what}: its module {Device.Module} has no device type {Device.Type}.") { DeviceId = Device.Role, Endpoint = Endpoint },
                4 => new FleetHigherPriorityConnectedException($"{what}: a device of that identity with a higher priority is connected.") { DeviceId = Device.Role, Endpoint = Endpoint },
                _ => new FleetProtocolErrorException(FleetErrorCode.UnableToConnect, $"the gateway answered with the unknown response type {type}"),
            };
            if (refusal is not null)
            {
                throw refusal;
            }
        }
    }

    private void Adopt(FleetConnection connection)
    {
        lock (_gate)
        {
            if (_state != FleetState.Destroyed)
            {
                _connection = connection;
                connection = null!;
            }
        }

        if (connection is not null)
        {
            connection.Dispose();
            throw Destroyed("Connecting");
        }

        Become(FleetState.Connected);
    }

    // Connecting again for a status; the client stays usable after a failure, unless it was asked to be as the reference.
    private async Task ReconnectAsync(CancellationToken cancellationToken)
    {
        Become(FleetState.Reconnecting);
        try
        {
            if (_options.ReconnectDelay > TimeSpan.Zero)
            {
                await Task.Delay(_options.ReconnectDelay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }

            await ConnectAsync(isReconnect: true, cancellationToken).ConfigureAwait(false);
            Count(ref _reconnects);
        }
        catch (Exception error)
        {
            Failed(error);
            throw;
        }
    }

    // The reference destroys itself on what it knows: not on an answer that its protobuf library refuses.
    private void Failed(Exception error)
    {
        var isUndecodable = error is FleetProtocolErrorException { Code: FleetErrorCode.CommandIncorrect };
        if (_options.EndsOnFailure && !isUndecodable && error is FleetCommunicationException or FleetConnectRejectedException)
        {
            End(error);
        }
        else
        {
            Become(FleetState.Disconnected);
        }
    }

    private void Drop()
    {
        FleetConnection? connection;
        lock (_gate)
        {
            (connection, _connection) = (_connection, null);
        }

        CountBytes(connection);
        connection?.Dispose();
        Become(FleetState.Disconnected);
    }
}
