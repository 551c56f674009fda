using LabSdk.Notebooks.Tests.Engine;

namespace LabSdk.Notebooks.Tests.Language;

/// <summary>Code with <c>^</c> where the cursor stands.</summary>
internal static class Marked
{
    /// <summary>A session with the facade, as the kernel starts it.</summary>
    public static Session Session(params IReadOnlyList<IStringCompletion> strings) => new(new ScriptEngineOptions
    {
        References = [typeof(Quantity).Assembly, typeof(Display.Block).Assembly, typeof(Lab).Assembly, typeof(Simulation.SimulatedDaemon).Assembly],
        Imports = ["LabSdk", "LabSdk.Simulation", "static LabSdk.Plans"],
        StringCompletions = strings,
    });

    public static Task<CompletionList> CompleteAsync(this Session session, string marked)
    {
        var position = marked.IndexOf('^', StringComparison.Ordinal);
        return session.Engine.CompleteAsync(marked.Remove(position, 1), position);
    }

    public static async Task<string[]> TextsAsync(this Session session, string marked) =>
        [.. (await session.CompleteAsync(marked)).Items.Select(item => item.Text)];
}
