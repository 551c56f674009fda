using LabSdk.Display;

namespace LabSdk.Notebooks.Engine;

/// <summary>Knows nothing: for engines that only run cells.</summary>
internal sealed class NoLanguageService : ILanguageService
{
    public Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken) =>
        Task.FromResult(new CompletionList(position, position, []));

    public Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken) =>
        Task.FromResult<MimeBundle?>(null);

    public CodeCompleteness CheckCompleteness(string code) => new(CompletenessStatus.Complete);
}
