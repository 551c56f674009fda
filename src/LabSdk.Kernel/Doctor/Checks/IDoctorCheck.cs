namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>Looks at one part of the machine.</summary>
internal interface IDoctorCheck
{
    /// <summary>What it looks at; names the finding when the check itself fails.</summary>
    string Area { get; }

    /// <summary>Looks.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken);

    /// <summary>How long it may take.</summary>
    /// <param name="machine">The machine.</param>
    TimeSpan Patience(DoctorMachine machine) => 2 * machine.Patience;
}
