namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>The bench: what this computer has for each protocol family, and the endpoints that were asked for.</summary>
/// <param name="endpoints">Addresses to try.</param>
internal sealed class BenchCheck(IReadOnlyList<string> endpoints) : IDoctorCheck
{
    public string Area => "Bench";

    // Each of its parts has a time of its own; peers need more than programs of this computer.
    public TimeSpan Patience(DoctorMachine machine) => TimeSpan.FromSeconds(25);

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var report = await Lab.DoctorAsync(endpoints, cancellationToken).ConfigureAwait(false);
        return [.. report.Select(finding => new Finding(finding.Area, finding.Name, finding.State, finding.Detail) { Advice = finding.Advice })];
    }
}
