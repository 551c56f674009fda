namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>The .NET SDK: packages in notebooks and file-based scripts need it.</summary>
internal sealed class SdkCheck : IDoctorCheck
{
    private const int LeastVersion = 10;

    public string Area => ".NET";

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var runtime = new Finding(Area, "Runtime", DoctorState.Ok, Environment.Version.ToString());
        if (machine.Program("dotnet") is not { } dotnet)
        {
            return [runtime, Sdk(DoctorState.Warn, "no dotnet on the search path")];
        }

        var answer = await ProgramRunner.AskAsync(dotnet, machine, cancellationToken, "--list-sdks").ConfigureAwait(false);
        var versions = (answer ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')[0]).ToArray();
        return versions switch
        {
            _ when answer is null => [runtime, Sdk(DoctorState.Warn, $"{dotnet} does not answer")],
            [] => [runtime, Sdk(DoctorState.Warn, $"{dotnet} has a runtime only")],
            [.., var newest] when Major(newest) >= LeastVersion =>
                [runtime, new Finding(Area, "SDK", DoctorState.Ok, newest) { Renders = Renders.Terminal }],
            [.., var newest] => [runtime, Sdk(DoctorState.Warn, $"{newest} is too old")],
        };
    }

    private static int Major(string version) => int.TryParse(version.Split('.')[0], out var major) ? major : 0;

    private Finding Sdk(DoctorState state, string detail) => new(Area, "SDK", state, detail)
    {
        Advice = $"Install the .NET {LeastVersion} SDK for  #r \"nuget:...\"  in notebooks and for scripts run with  dotnet run script.cs.",
    };
}
