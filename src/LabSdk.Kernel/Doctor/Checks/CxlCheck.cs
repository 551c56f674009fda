using LabSdk.Kernel.Doctor.Cxl;

namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>CXL components: the device nodes, whether this user may open them, and what the kernel lets through.</summary>
internal sealed class CxlCheck : IDoctorCheck
{
    public string Area => "CXL";

    public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken) => new CxlDoctor(new ThisKernel()).ExamineAsync();
}
