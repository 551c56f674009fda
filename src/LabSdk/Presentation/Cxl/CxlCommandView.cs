using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The Command Effects Log as a table.</summary>
internal static class CxlCommandView
{
    private static readonly TableColumn[] Columns = ["Opcode", "Command", "Changes", "Background", "Needs", "Secondary mailbox"];

    public static Block Of(CxlCommandTable table) => new TableModel(Columns, table.Count, (row, column) => At(table[row], column))
    {
        Caption = $"Commands of {table.Device.Id}{table.Mark}",
        RowNoun = "commands",
    };

    private static Cell At(CxlCelEntry entry, int column) => column switch
    {
        0 => Cell.Code(CxlText.Opcode(entry.Opcode)),
        1 => entry.Command is { } command ? command.Title : Cell.Of(State.Unknown, "not known here"),
        2 => Changes(entry.Effects) is { Length: > 0 } changes ? changes : Cell.Null,
        3 => entry.RunsInBackground ? entry.CanBeAborted ? "yes, can be aborted" : "yes" : Cell.Null,
        4 => Needs(entry.Command?.Danger ?? CxlDanger.Unknown),
        _ => entry.Effects.HasFlag(CxlCommandEffects.SecondaryMailbox) ? "yes" : Cell.Null,
    };

    /// <summary>What a command changes, and when, in few words.</summary>
    public static string Changes(CxlCommandEffects effects)
    {
        var now = Words(effects, (CxlCommandEffects.ImmediateConfiguration, "configuration"), (CxlCommandEffects.ImmediateData, "data"), (CxlCommandEffects.ImmediatePolicy, "policy"), (CxlCommandEffects.ImmediateLog, "log"), (CxlCommandEffects.SecurityState, "security state"));
        var later = Words(effects, (CxlCommandEffects.ConfigurationAfterCxlReset, "CXL"), (CxlCommandEffects.ConfigurationAfterConventionalReset, "conventional"), (CxlCommandEffects.ConfigurationAfterColdReset, "cold"));
        return later.Length == 0 ? now : $"{now}{(now.Length > 0 ? "; " : "")}configuration after {later} reset";
    }

    private static string Words(CxlCommandEffects effects, params ReadOnlySpan<(CxlCommandEffects Bit, string Word)> all)
    {
        var words = new List<string>();
        foreach (var (bit, word) in all)
        {
            if (effects.HasFlag(bit))
            {
                words.Add(word);
            }
        }

        return string.Join(", ", words);
    }

    // What stands between a slip of the hand and the device.
    private static Cell Needs(CxlDanger danger) => danger switch
    {
        CxlDanger.DataLoss => Cell.Of(State.Fault, "confirmation: destroys data"),
        CxlDanger.Disruptive => Cell.Of(State.Warn, "AllowDisruptive"),
        CxlDanger.Security => Cell.Of(State.Warn, "AllowSecurity"),
        CxlDanger.Unknown => Cell.Of(State.Warn, "AllowVendor"),
        _ => Cell.Null,
    };
}
