using LabSdk.Doctor;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>
    /// Says what keeps a bench from working and how to mend it: native libraries, devices and permissions of this computer, every
    /// connected lab of this process (reachable, version, health, clock), and the given addresses. Changes nothing. Blocks, for at
    /// most about 20 s; what does not answer is a finding.
    /// </summary>
    /// <param name="endpoints">Addresses to try as <see cref="Connect(string[])"/> would; each is closed again.</param>
    public static DoctorReport Doctor(params string[] endpoints) => Blocking.Run(
        token => DoctorAsync(endpoints, token),
        new BlockingCall("The examination of the bench") { Timeout = TimeSpan.FromSeconds(30) });

    /// <inheritdoc cref="Doctor(string[])"/>
    /// <param name="endpoints">Addresses to try; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<DoctorReport> DoctorAsync(IReadOnlyList<string>? endpoints = null, CancellationToken cancellationToken = default) =>
        FamilyDoctors.ExamineAsync(Connected, endpoints ?? [], new LabOptions(), cancellationToken);
}
