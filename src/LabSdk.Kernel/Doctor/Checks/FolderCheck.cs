namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>The folders that must be writable.</summary>
internal sealed class FolderCheck : IDoctorCheck
{
    public string Area => "This machine";

    public Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
    [
        Describe("Kernel folder", machine.UserKernels, "Kernels cannot be installed for you. Take another folder with  labsdk jupyter install --prefix FOLDER."),
        Describe("Temporary folder", machine.Variable("TMPDIR") ?? Path.GetTempPath(), "Set TMPDIR to a folder that you can write to."),
    ]);

    private Finding Describe(string name, string folder, string advice) => WhyNotWritable(folder) is { } reason
        ? new Finding(Area, name, DoctorState.Fault, $"{folder}: {reason}") { Advice = advice }
        : new Finding(Area, name, DoctorState.Ok, folder);

    // The folder need not exist yet; then the nearest one above it counts. Nothing is left behind.
    private static string? WhyNotWritable(string folder)
    {
        var place = folder;
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { Length: > 0 } above)
        {
            if (File.Exists(place))
            {
                return $"{place} is a file";
            }

            place = above;
        }

        try
        {
            using var probe = new FileStream(Path.Combine(place, $".labsdk-{Guid.NewGuid():n}"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose,
            });
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "cannot be written";
        }
    }
}
