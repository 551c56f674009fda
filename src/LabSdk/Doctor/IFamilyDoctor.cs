using LabSdk.Connecting;

namespace LabSdk.Doctor;

/// <summary>What can be looked at for one protocol family. Nothing is changed by looking, and nothing is thrown because of what is found.</summary>
internal interface IFamilyDoctor
{
    /// <summary>The family, for example <c>cxl</c>.</summary>
    string Family { get; }

    /// <summary>How the family is called in the report.</summary>
    string Area { get; }

    /// <summary>What the computer has for the family: libraries, devices, permissions.</summary>
    Task<IReadOnlyList<DoctorFinding>> ExamineComputerAsync(CancellationToken cancellationToken);

    /// <summary>What a connected peer says beyond its health: clock, topics.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="time">The clock to compare with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, TimeProvider time, CancellationToken cancellationToken);
}
