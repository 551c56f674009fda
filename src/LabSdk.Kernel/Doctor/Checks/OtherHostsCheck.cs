namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>Other programs that run scripts and notebooks of C#, and what shows pages.</summary>
internal sealed class OtherHostsCheck : IDoctorCheck
{
    public string Area => "Other";

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var findings = await Task.WhenAll(
            AskAsync("dotnet-script", ["dotnet-script"], Renders.Terminal, machine, cancellationToken),
            AskAsync(".NET Interactive", ["dotnet-interactive"], Renders.Polyglot, machine, cancellationToken),
            AskAsync("Verso", ["verso"], Renders.Verso, machine, cancellationToken),
            AskAsync("Browser", ["chromium", "google-chrome", "chrome", "msedge", "firefox"], Renders.Page, machine, cancellationToken),
            AskAsync("Node", ["node"], "", machine, cancellationToken)).ConfigureAwait(false);
        return findings;
    }

    private async Task<Finding> AskAsync(string name, string[] programs, string renders, DoctorMachine machine, CancellationToken cancellationToken)
    {
        if (machine.Program(programs) is not { } program)
        {
            return new Finding(Area, name, DoctorState.Missing, "not on the search path");
        }

        var answer = await ProgramRunner.AskAsync(program, machine, cancellationToken, "--version").ConfigureAwait(false);
        var version = answer?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return version is null
            ? new Finding(Area, name, DoctorState.Warn, $"{program} does not answer") { Advice = $"Run  {program} --version  to see why." }
            : new Finding(Area, name, DoctorState.Ok, version.Split(" built on ")[0]) { Renders = renders };
    }
}
