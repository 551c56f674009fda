using System.CommandLine;
using LabSdk.Kernel.Commands;

var parsed = LabSdkCommand.Create().Parse(args);

// A cell that is interrupted stops its devices and the notebook is still written: that may take longer than two seconds.
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) }).ConfigureAwait(false);

// Exit instead of return: a thread that a cell has left behind must not keep the process of a kernel or run alive.
Environment.Exit(parsed.Errors.Count > 0 ? NotebookCommands.Usage : code);
