using LabSdk.Display;

namespace LabSdk.Notebooks.Engine;

/// <summary>Completion, inspection and completeness of a session.</summary>
internal interface ILanguageService : IDisposable
{
    /// <summary>Loads what the first question needs, so that it is answered quickly.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    Task WarmUpAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="IScriptEngine.CompleteAsync"/>
    Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken);

    /// <inheritdoc cref="IScriptEngine.InspectAsync"/>
    Task<MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken);

    /// <inheritdoc cref="IScriptEngine.CheckCompleteness"/>
    CodeCompleteness CheckCompleteness(string code);
}
