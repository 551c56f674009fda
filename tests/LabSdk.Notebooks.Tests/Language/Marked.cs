using LabSdk.Notebooks.Language;

namespace LabSdk.Notebooks.Tests.Language;

/// <summary>Code with <c>^</c> where the cursor stands.</summary>
internal static class Marked
{
    public static Task<CompletionList> CompleteAsync(this LanguageService service, string marked)
    {
        var position = marked.IndexOf('^', StringComparison.Ordinal);
        return service.CompleteAsync(marked.Remove(position, 1), position);
    }

    public static async Task<string[]> TextsAsync(this LanguageService service, string marked) =>
        [.. (await service.CompleteAsync(marked)).Items.Select(item => item.Text)];
}
