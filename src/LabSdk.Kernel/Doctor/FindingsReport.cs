using System.Text.Json;
using Spectre.Console;

namespace LabSdk.Kernel.Doctor;

using Text = Spectre.Console.Text;

/// <summary>The findings for people and for programs.</summary>
internal static class FindingsReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes a table, and below it what can be done.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="console">Where to.</param>
    public static void Write(IReadOnlyList<Finding> findings, DoctorMachine machine, IAnsiConsole console)
    {
        console.Write(new Text($"LabSdk {machine.ToolVersion} on {System.Runtime.InteropServices.RuntimeInformation.OSDescription}\n\n"));
        var table = new Table().RoundedBorder().AddColumn("").AddColumn("What").AddColumn("Found").AddColumn("How results look");
        foreach (var area in findings.GroupBy(finding => finding.Area))
        {
            table.AddRow(new Text(""), new Text(area.Key, new Style(decoration: Decoration.Bold)), Text.Empty, Text.Empty);
            foreach (var finding in area)
            {
                table.AddRow(State(finding.State), new Text("  " + finding.Name), new Text(finding.Detail), new Text(finding.Renders));
            }
        }

        console.Write(table);
        var advice = findings.Where(finding => finding.Advice.Length > 0).OrderByDescending(finding => finding.State).ToArray();
        if (advice.Length > 0)
        {
            console.Write(new Text("\nWhat can be done\n", new Style(decoration: Decoration.Bold)));
            var grid = new Grid().AddColumn(new GridColumn().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            foreach (var finding in advice)
            {
                grid.AddRow(State(finding.State), new Text($"{finding.Area}: {finding.Name}"), new Text(finding.Advice));
            }

            console.Write(grid);
        }

        console.Write(new Text(IsHealthy(findings) ? "\nNothing keeps LabSdk from working.\n" : "\nThere are faults to repair first.\n"));
    }

    /// <summary>Writes one JSON object.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="machine">The machine.</param>
    public static string ToJson(IReadOnlyList<Finding> findings, DoctorMachine machine)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("version", machine.ToolVersion);
            json.WriteBoolean("healthy", IsHealthy(findings));
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("area", finding.Area);
                json.WriteString("name", finding.Name);
                json.WriteString("state", Word(finding.State));
                json.WriteString("detail", finding.Detail);
                json.WriteString("renders", finding.Renders);
                json.WriteString("advice", finding.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>True without faults: what is missing may be meant to be.</summary>
    public static bool IsHealthy(IReadOnlyList<Finding> findings) => findings.All(finding => finding.State != DoctorState.Fault);

    private static string Word(DoctorState state) => state switch
    {
        DoctorState.Ok => "ok",
        DoctorState.Missing => "missing",
        DoctorState.Warn => "warn",
        _ => "fault",
    };

    // The word says it; colour only repeats it.
    private static Text State(DoctorState state) => new Text(Word(state), new Style(state switch
    {
        DoctorState.Ok => Color.Green,
        DoctorState.Warn => Color.Yellow,
        DoctorState.Fault => Color.Red,
        _ => Color.Grey,
    }));
}
