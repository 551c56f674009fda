namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>Jupyter: the command, its front ends and their extensions.</summary>
internal sealed class JupyterCheck : IDoctorCheck
{
    public string Area => "Jupyter";

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        if (machine.Program("jupyter") is not { } jupyter)
        {
            return
            [
                new Finding(Area, "jupyter", DoctorState.Missing, "not on the search path")
                {
                    Advice = "Nothing to do for VS Code and for  labsdk run. For a browser front end install JupyterLab or notebook.",
                },
            ];
        }

        if (await ProgramRunner.AskAsync(jupyter, machine, cancellationToken, "--version").ConfigureAwait(false) is not { } answer)
        {
            return
            [
                new Finding(Area, "jupyter", DoctorState.Warn, $"{jupyter} does not answer")
                {
                    Advice = "Run  jupyter --version  to see why. Often its Python was removed or belongs to another environment.",
                },
            ];
        }

        var packages = Packages(answer);
        return
        [
            new Finding(Area, "jupyter", DoctorState.Ok, $"{jupyter}{Version(packages, "jupyter_client", ", client ")}"),
            Lab(machine, packages),
            Notebook(machine, packages),
        ];
    }

    // Lines as "notebook         : 6.4.12"; what is not there says "not installed". Older versions print one number only.
    private static Dictionary<string, string> Packages(string answer) => answer.Split('\n')
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(parts => parts.Length == 2 && parts[1].Length > 0 && char.IsAsciiDigit(parts[1][0]))
        .DistinctBy(parts => parts[0])
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private static string Version(Dictionary<string, string> packages, string name, string before) =>
        packages.TryGetValue(name, out var version) ? before + version : "";

    private Finding Lab(DoctorMachine machine, Dictionary<string, string> packages)
    {
        if (!packages.TryGetValue("jupyterlab", out var version))
        {
            return new Finding(Area, "JupyterLab", DoctorState.Missing, "not installed");
        }

        var plotly = HasExtension(machine, "labextensions/jupyterlab-plotly");
        var widgets = HasExtension(machine, "labextensions/@jupyter-widgets/jupyterlab-manager");
        return new Finding(Area, "JupyterLab", DoctorState.Ok, version)
        {
            Renders = Renders.JupyterLab(plotly, widgets),
            Advice = plotly && widgets ? "" : $"For {(plotly ? "" : "interactive plots install the Python package plotly")}{(plotly || widgets ? "" : ", for ")}{(widgets ? "" : "sliders and buttons install ipywidgets")}.",
        };
    }

    private Finding Notebook(DoctorMachine machine, Dictionary<string, string> packages)
    {
        if (!packages.TryGetValue("notebook", out var version))
        {
            return new Finding(Area, "Notebook", DoctorState.Missing, "not installed");
        }

        var widgets = packages.ContainsKey("ipywidgets") || HasExtension(machine, "nbextensions/jupyter-js-widgets");
        return new Finding(Area, "Notebook", DoctorState.Ok, version + Version(packages, "ipywidgets", ", ipywidgets "))
        {
            Renders = Renders.ClassicNotebook(widgets),
            Advice = widgets ? "" : "For sliders and buttons install ipywidgets.",
        };
    }

    private static bool HasExtension(DoctorMachine machine, string name) =>
        machine.KernelFolders.Any(folder => Directory.Exists(Path.Combine(Path.GetDirectoryName(folder) ?? folder, name)));
}
