using System.CommandLine;
using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk jupyter</c>: makes the kernel known to Jupyter front ends.</summary>
internal static class JupyterCommand
{
    private const string DefaultName = "labsdk";
    private const string NetInteractiveName = ".net-csharp";

    private static readonly Option<bool> User = new("--user") { Description = "For the current user; the default." };

    private static readonly Option<string?> Prefix = new("--prefix")
    {
        Description = "Into PREFIX/share/jupyter/kernels instead, for example a Python virtual environment or /usr/local.", HelpName = "folder",
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name of the kernel, as notebooks refer to it.", DefaultValueFactory = _ => DefaultName, HelpName = "name",
    };

    private static readonly Option<bool> AlsoNetCsharp = new("--also-net-csharp")
    {
        Description = "Register the name .net-csharp, too: notebooks made with .NET Interactive or Polyglot Notebooks then open with this kernel.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace a kernel of the same name that LabSdk has not installed." };

    public static Command Create() => new("jupyter", "Makes the C# kernel known to Jupyter, JupyterLab and VS Code.")
    {
        Install(), Uninstall(), List(),
    };

    private static Command Install()
    {
        var command = new Command("install", """
            Installs the C# kernel.

            Then choose "C# (LabSdk)" in any front end:
              jupyter notebook        classic Notebook or JupyterLab
              VS Code                 Select Kernel, Jupyter Kernel; needs no Python
            The kernel is started from where this tool is now; install again after moving or updating it.

            Examples:
              labsdk jupyter install
              labsdk jupyter install --also-net-csharp
              labsdk jupyter install --prefix .venv
            """)
        {
            User, Prefix, Name, AlsoNetCsharp, Force,
        };
        command.SetAction(parsed => Run(parsed, output =>
        {
            var store = Store(parsed);
            var name = parsed.GetValue(Name)!;
            var display = name == DefaultName ? "C# (LabSdk)" : $"C# (LabSdk, {name})";
            output.WriteLine($"Installed '{display}' in {store.Install(name, display, parsed.GetValue(Force))}");
            if (parsed.GetValue(AlsoNetCsharp))
            {
                output.WriteLine($"Installed it for notebooks of .NET Interactive in {store.Install(NetInteractiveName, ".NET (C#, LabSdk)", parsed.GetValue(Force))}");
            }

            output.WriteLine("Try it:  jupyter notebook notebooks/");
        }));
        return command;
    }

    private static Command Uninstall()
    {
        var command = new Command("uninstall", "Removes the C# kernel, and the name .net-csharp where LabSdk has registered it.") { User, Prefix, Name };
        command.SetAction(parsed => Run(parsed, output =>
        {
            var store = Store(parsed);
            var ours = store.List().Where(kernel => kernel.IsOurs).Select(kernel => kernel.Name).ToArray();
            var wanted = new[] { parsed.GetValue(Name)! }.Concat(ours.Where(name => name == NetInteractiveName));
            foreach (var name in wanted.Distinct(StringComparer.Ordinal))
            {
                output.WriteLine(store.Uninstall(name) is { } folder ? $"Removed {folder}" : $"There is no kernel named '{name}' here.");
            }
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the kernels that Jupyter finds, and whether their programs are still there.");
        command.SetAction(parsed => Run(parsed, output =>
        {
            foreach (var kernel in JupyterFolders.All().SelectMany(folder => new KernelSpecStore(folder).List()).DistinctBy(kernel => kernel.Name))
            {
                var state = kernel.MissingFile is { } missing ? $"BROKEN: {missing} is missing; install it again" : kernel.IsOurs ? "LabSdk" : kernel.Spec.Language;
                output.WriteLine($"{kernel.Name,-16} {kernel.Spec.DisplayName,-28} {state,-10} {kernel.Folder}");
            }
        }));
        return command;
    }

    private static KernelSpecStore Store(ParseResult parsed) =>
        new(parsed.GetValue(Prefix) is { } prefix ? JupyterFolders.OfPrefix(prefix) : JupyterFolders.User);

    private static int Run(ParseResult parsed, Action<TextWriter> action)
    {
        try
        {
            action(parsed.InvocationConfiguration.Output);
            return 0;
        }
        catch (LabException failure)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"error {failure.ErrorId}: {failure.Message}");
            return 1;
        }
    }
}
