using LabSdk.Kernel.Doctor.Checks;

namespace LabSdk.Kernel.Doctor;

/// <summary>Runs the checks, beside each other and each within its time.</summary>
internal static class DoctorRounds
{
    /// <summary>All checks in the order of the report.</summary>
    /// <param name="endpoints">Addresses of peers to try.</param>
    public static IReadOnlyList<IDoctorCheck> Checks(params IReadOnlyList<string> endpoints) =>
        [new SdkCheck(), new KernelCheck(), new JupyterCheck(), new EditorCheck(), new OtherHostsCheck(), new NetworkCheck(), new FolderCheck(), new BenchCheck(endpoints)];

    /// <summary>Looks at a machine. A check that fails is a finding itself.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, IReadOnlyList<IDoctorCheck> checks, CancellationToken cancellationToken)
    {
        var findings = await Task.WhenAll(checks.Select(check => RunAsync(check, machine, cancellationToken))).ConfigureAwait(false);
        return [.. findings.SelectMany(each => each)];
    }

    private static async Task<IReadOnlyList<Finding>> RunAsync(IDoctorCheck check, DoctorMachine machine, CancellationToken cancellationToken)
    {
        try
        {
            // A network home folder may hang in any call; the check is left behind then.
            return await Task.Run(() => check.RunAsync(machine, cancellationToken), cancellationToken)
                .WaitAsync(check.Patience(machine), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var detail = failure is TimeoutException ? "did not answer in time" : failure.Message;
            return [new Finding(check.Area, "Check", DoctorState.Warn, detail) { Advice = "This part could not be looked at." }];
        }
    }
}
