namespace LabSdk.Display;

/// <summary>Word, symbol and class of each state.</summary>
internal static class StateWords
{
    public static string Word(this State state) => state switch
    {
        State.Ok => "ok",
        State.Warn => "warn",
        State.Fault => "fault",
        _ => "unknown",
    };

    // Different shapes, so that the state can be told without colour.
    public static string Symbol(this State state) => state switch
    {
        State.Ok => "●",
        State.Warn => "▲",
        State.Fault => "■",
        _ => "○",
    };

    public static string CssClass(this State state) => state switch
    {
        State.Ok => "lab-state lab-ok",
        State.Warn => "lab-state lab-warn",
        State.Fault => "lab-state lab-fault",
        _ => "lab-state lab-unknown",
    };

    public static void WriteState(this HtmlWriter writer, State state, string? word = null) =>
        writer.Start("span", state.CssClass()).Text(state.Symbol()).Text(" ").Text(word ?? state.Word()).End();
}
