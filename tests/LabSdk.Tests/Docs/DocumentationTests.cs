using System.Text.RegularExpressions;
using LabSdk.Simulation;
using LabSdk.Testing;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LabSdk.Tests.Docs;

/// <summary>Every block of C# in these pages runs, in order, as the cells of one notebook.</summary>
public partial class DocumentationTests
{
    [Theory]
    [InlineData("../README.md")]
    [InlineData("tutorials/first-scan.md")]
    [InlineData("tutorials/telemetry.md")]
    [InlineData("how-to/devices.md")]
    [InlineData("how-to/cameras.md")]
    [InlineData("how-to/diagnostics.md")]
    [InlineData("how-to/cxl.md")]
    [InlineData("how-to/errors.md")]
    [InlineData("how-to/runs.md")]
    [InlineData("how-to/tapes.md")]
    [InlineData("how-to/resume.md")]
    [InlineData("how-to/suspenders.md")]
    [InlineData("how-to/interrupts.md")]
    [InlineData("how-to/coming-from-bluesky.md")]
    [InlineData("how-to/coming-from-qcodes.md")]
    [InlineData("how-to/coming-from-the-python-client.md")]
    [InlineData("tutorials/runs.md")]
    public async Task Every_block_of_a_page_runs(string page)
    {
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", page)))
            .Select(match => match.Groups[1].Value.Replace("using var ", "var ", StringComparison.Ordinal)) // Cells of a script know no using declaration.
            .ToArray();
        Assert.NotEmpty(blocks);
        var options = ScriptOptions.Default
            .AddReferences(typeof(Lab).Assembly, typeof(LabException).Assembly, typeof(SimulatedDaemon).Assembly, typeof(Display.Views).Assembly, typeof(Daq.DaqClient).Assembly, typeof(Mds.MdsClient).Assembly, typeof(LabSdk.Cxl.CxlContext).Assembly, typeof(LabSdk.Odp.OdpClient).Assembly)
            .AddImports("System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading.Tasks");
        var folder = Directory.CreateTempSubdirectory("labsdk-docs");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            ScriptState<object>? state = null;
            foreach (var block in blocks)
            {
                state = state is null ? await CSharpScript.RunAsync(block, options) : await state.ContinueWithAsync(block, options);

                // What a cell shows must be showable.
                Assert.DoesNotContain("cannot be shown", Display.Views.ToMimeBundle(state.ReturnValue).PlainText);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
