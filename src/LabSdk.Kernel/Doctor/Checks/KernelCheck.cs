using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>Our kernel, as Jupyter and VS Code find it.</summary>
internal sealed class KernelCheck : IDoctorCheck
{
    private const string Install = "labsdk jupyter install";

    public string Area => "C# kernel";

    public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var all = machine.KernelFolders.SelectMany(folder => new KernelSpecStore(folder).List()).DistinctBy(kernel => kernel.Name).ToArray();
        var ours = all.Where(kernel => kernel.IsOurs).Select(kernel => Describe(kernel, machine)).ToList();
        if (ours.Count == 0)
        {
            ours.Add(new Finding(Area, "Kernel", DoctorState.Missing, "not installed") { Advice = $"Make it known to Jupyter and VS Code:  {Install}" });
        }

        if (all.FirstOrDefault(kernel => kernel is { Name: ".net-csharp", IsOurs: false }) is { } other)
        {
            ours.Add(new Finding(Area, other.Name, other.MissingFile is null ? DoctorState.Ok : DoctorState.Warn, $"{other.Spec.DisplayName} in {other.Folder}")
            {
                Renders = Renders.Polyglot,
                Advice = other.MissingFile is null ? "" : $"Its program is gone. Let LabSdk run these notebooks:  {Install} --also-net-csharp --force",
            });
        }

        return Task.FromResult<IReadOnlyList<Finding>>(ours);
    }

    private Finding Describe(InstalledKernel kernel, DoctorMachine machine)
    {
        var again = kernel.Name == "labsdk" ? Install : kernel.Name == ".net-csharp" ? $"{Install} --also-net-csharp" : $"{Install} --name {kernel.Name}";
        var version = kernel.Spec.Metadata["labsdk"]?.ToString() ?? "";
        return kernel.MissingFile is { } missing
            ? new Finding(Area, kernel.Name, DoctorState.Fault, $"{missing} is missing") { Advice = $"The tool was moved or removed. Install the kernel again:  {again}" }
            : version != machine.ToolVersion
                ? new Finding(Area, kernel.Name, DoctorState.Warn, $"is of version {version}, this tool is {machine.ToolVersion}") { Advice = $"Install the kernel again:  {again}" }
                : new Finding(Area, kernel.Name, DoctorState.Ok, $"{kernel.Spec.DisplayName} in {kernel.Folder}");
    }
}
