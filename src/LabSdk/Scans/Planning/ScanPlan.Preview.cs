namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>Shows what the plan would do; nothing moves. Blocks only for relative plans, to ask where the motors stand.</summary>
    /// <returns>Points, way, faults and counts.</returns>
    /// <exception cref="LabException">A motor did not tell where it stands.</exception>
    public ScanPreview Preview() => IsRelative
        ? Blocking.Run(token => PreviewAsync(token), new BlockingCall("Asking the motors where they stand"))
        : new ScanPreview(this, null);

    /// <inheritdoc cref="Preview"/>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ScanPreview> PreviewAsync(CancellationToken cancellationToken = default)
    {
        if (!IsRelative)
        {
            return new ScanPreview(this, null);
        }

        var motors = new MotorGroup(Source, this, new DeviceRetries(Clock));
        return new ScanPreview(this, await motors.ReadPositionsAsync(cancellationToken).ConfigureAwait(false));
    }
}
