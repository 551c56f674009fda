using LabSdk.Devices;

namespace LabSdk;

public sealed partial record ScanPlan
{
    private static readonly TimeSpan SpeedWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Shows what the plan would do; nothing moves. Blocks to ask the motors of relative plans where they stand, and motors with parameters how fast they are.
    /// </summary>
    /// <returns>Points, way, faults, counts, time and size.</returns>
    /// <exception cref="LabException">A motor did not tell where it stands. One that does not tell its speed leaves the time unknown.</exception>
    public ScanPreview Preview() => Preview([]);

    /// <param name="speeds">How fast motors go, in their units a second, for those that do not tell it themselves.</param>
    /// <inheritdoc cref="Preview()"/>
    public ScanPreview Preview(params (IMovable Motor, double Speed)[] speeds)
    {
        ArgumentNullException.ThrowIfNull(speeds);
        foreach (var (_, speed) in speeds)
        {
            PlanNumbers.Positive(speed, nameof(speeds));
        }

        return IsRelative || Motors.Any(motor => MotorSpeed.ParametersOf(motor) is not null)
            ? Blocking.Run(token => PreviewAsync(speeds, token), new BlockingCall("Asking the motors where they stand and how fast they are"))
            : new ScanPreview(this, null, [.. Motors.Select(motor => Given(speeds, motor) ?? MotorSpeed.Told(motor))]);
    }

    /// <inheritdoc cref="Preview()"/>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ScanPreview> PreviewAsync(CancellationToken cancellationToken = default) => PreviewAsync([], cancellationToken);

    private async Task<ScanPreview> PreviewAsync((IMovable Motor, double Speed)[] given, CancellationToken cancellationToken)
    {
        var motors = new MotorGroup(Source, this, new DeviceRetries(Clock));
        var origins = IsRelative ? await motors.ReadPositionsAsync(cancellationToken).ConfigureAwait(false) : null;
        var speeds = new double?[Motors.Count];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SpeedWait);
        for (var i = 0; i < speeds.Length; i++)
        {
            speeds[i] = Given(given, Motors[i]) ?? await SpeedAsync(Motors[i], limit.Token).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ScanPreview(this, origins, speeds);
    }

    private static double? Given((IMovable Motor, double Speed)[] given, IMovable motor) =>
        given.Where(pair => PathDescription.IsSame(pair.Motor, motor)).Select(pair => (double?)pair.Speed).FirstOrDefault();

    // A preview is worth something without it.
    private static async Task<double?> SpeedAsync(IMovable motor, CancellationToken cancellationToken)
    {
        try
        {
            return await MotorSpeed.ReadAsync(motor, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            return null;
        }
    }
}
