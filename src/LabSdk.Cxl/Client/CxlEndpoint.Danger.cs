namespace LabSdk.Cxl;

/// <content>What keeps commands from doing harm by mistake.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>Gets or sets which dangerous kinds of commands are let through; shared with all views of the endpoint.</summary>
    /// <value>Default: those of <see cref="CxlOptions.Permissions"/>.</value>
    public CxlPermissions Permissions
    {
        get => _link.Permissions;
        set => _link.Permissions = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The serial number of the component; for a mailbox from sysfs, else from Identify (0001h).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number; null when the component does not tell it.</returns>
    /// <exception cref="CxlTimeoutException">No answer came in time.</exception>
    /// <exception cref="CxlIoException">It could not be asked.</exception>
    public async Task<ulong?> GetSerialNumberAsync(CancellationToken cancellationToken = default)
    {
        if (Tunnel.Layers == 0 && _link.KnownSerialNumber is { } known)
        {
            return known;
        }

        try
        {
            var identity = await ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false);
            return identity.SerialNumber == 0 ? null : identity.SerialNumber;
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error))
        {
            return null;
        }
    }

    private ValueTask PermitAsync(CxlCommand? command, ushort opcode, CxlConfirmation? confirmation, CancellationToken cancellationToken)
    {
        var danger = command?.Danger ?? CxlDanger.Unknown;
        var permission = danger switch
        {
            CxlDanger.Disruptive when !Permissions.AllowDisruptive => nameof(CxlPermissions.AllowDisruptive),
            CxlDanger.Security when !Permissions.AllowSecurity => nameof(CxlPermissions.AllowSecurity),
            CxlDanger.Unknown when !Permissions.AllowVendor => nameof(CxlPermissions.AllowVendor),
            _ => null,
        };
        if (permission is not null)
        {
            throw Refused(CxlErrorIds.NotPermitted, command, opcode, $"it is {Describe(danger)}, which this endpoint does not permit.", $"Set {permission} in the permissions of the options or of the endpoint.");
        }

        return danger == CxlDanger.DataLoss ? ConfirmAsync(command!, opcode, confirmation, cancellationToken) : default;
    }

    private async ValueTask ConfirmAsync(CxlCommand command, ushort opcode, CxlConfirmation? confirmation, CancellationToken cancellationToken)
    {
        if (confirmation is null)
        {
            throw Refused(
                CxlErrorIds.NotConfirmed, command, opcode, "it destroys data, and no confirmation was given.",
                "Look at the device's label, compare with GetSerialNumberAsync(), and pass CxlConfirmation.Serial(\"...\").");
        }

        // Asked each time: another device may have come to this place since.
        var serial = await GetSerialNumberAsync(cancellationToken).ConfigureAwait(false);
        var isRight = serial is null ? confirmation.EndpointName == Name : confirmation.SerialNumber == serial;
        if (!isRight)
        {
            throw serial is null
                ? Refused(CxlErrorIds.NotConfirmed, command, opcode, $"it destroys data, this component does not tell its serial number, and the confirmation names {confirmation}.", $"Pass CxlConfirmation.WithoutSerial(\"{Name}\").")
                : Refused(CxlErrorIds.NotConfirmed, command, opcode, $"it destroys data, and the confirmation names {confirmation}, while this device has serial {CxlConfirmation.Show(serial.Value)}.", "Check that this is the device you mean.");
        }
    }

    private CxlConfirmationException Refused(string id, CxlCommand? command, ushort opcode, string why, string hint) =>
        new(id, command?.Danger ?? CxlDanger.Unknown, $"{command?.ToString() ?? CxlOpcodes.Describe(opcode)} was not sent to {Name}: {why}", hint)
        {
            Opcode = opcode,
            Endpoint = Name,
            TunnelLevel = Tunnel.Layers,
        };

    private static string Describe(CxlDanger danger) => danger switch
    {
        CxlDanger.Disruptive => "a command that disturbs or cuts off hosts",
        CxlDanger.Security => "a security command",
        _ => "a vendor's command, of which nothing is known",
    };
}
