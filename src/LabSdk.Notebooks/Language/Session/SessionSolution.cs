using System.Reflection;
using LabSdk.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace LabSdk.Notebooks.Language;

/// <summary>
/// The session as the compiler's workspace sees it: one submission with everything declared so far, and one for the cell
/// that is being written. Both stay warm; a cell that ran only changes the text of the first.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SessionSolution : IDisposable
{
    /// <summary>The name of the assembly with everything declared so far.</summary>
    public const string SessionName = "session";

    // Only what is needed: the default host tries to load assemblies that are not there.
    private static readonly Lazy<MefHostServices> Host = new(() => MefHostServices.Create([typeof(Workspace).Assembly, CSharpWorkspace]));

    private readonly ILanguageContext _context;
    private readonly AdhocWorkspace _workspace;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SessionCode _code = new();
    private IReadOnlyList<ExecutedSubmission> _seen = [];
    private Solution _solution;
    private DocumentId _session;
    private DocumentId _cell;

    public SessionSolution(ILanguageContext context)
    {
        _context = context;
        _workspace = new AdhocWorkspace(Host.Value);
        (_solution, _session, _cell) = Create([]);
    }

    private static Assembly CSharpWorkspace => typeof(Microsoft.CodeAnalysis.CSharp.Formatting.CSharpFormattingOptions).Assembly;

    /// <summary>The cell as a document that sees everything the session has declared.</summary>
    /// <param name="code">The cell as plain C#.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Document> OpenAsync(string code, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CatchUp();
            var document = _solution.WithDocumentText(_cell, SourceText.From(code)).GetDocument(_cell)!;

            // One after the other until the assemblies are bound, see LanguageReferences.
            var compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
            _ = compilation!.Assembly;
            return document;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _workspace.Dispose();

    private void CatchUp()
    {
        var steps = _context.Submissions;
        var known = _seen.Count;
        if (known > steps.Count || (known > 0 && !ReferenceEquals(_seen[known - 1], steps[known - 1])))
        {
            (_code, known) = (new SessionCode(), 0);
        }
        else if (known == steps.Count)
        {
            return;
        }

        if (known == 0 || steps.Skip(known).Any(step => step.References.Count > 0 || step.Imports.Count > 0))
        {
            (_solution, _session, _cell) = Create(steps);
        }

        for (var i = known; i < steps.Count; i++)
        {
            _code.Add(steps[i].Code, _context.Find);
        }

        _solution = _solution.WithDocumentText(_session, SourceText.From(_code.Render()));
        _seen = steps;
    }

    private (Solution Solution, DocumentId Session, DocumentId Cell) Create(IReadOnlyList<ExecutedSubmission> steps)
    {
        var references = steps.SelectMany(step => step.References).Select(LanguageReferences.Of).Distinct().ToArray();
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: steps.SelectMany(step => step.Imports).Distinct(StringComparer.Ordinal),
            allowUnsafe: true,
            metadataReferenceResolver: LanguageReferences.Instance,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        var (session, cell) = (ProjectId.CreateNewId(), ProjectId.CreateNewId());
        var (sessionText, cellText) = (DocumentId.CreateNewId(session), DocumentId.CreateNewId(cell));
        var solution = _workspace.CurrentSolution
            .AddProject(Project(session, SessionName, []))
            .AddDocument(sessionText, "session", "")
            .AddProject(Project(cell, "cell", [new ProjectReference(session)]))
            .AddDocument(cellText, "cell", "");
        return (solution, sessionText, cellText);

        ProjectInfo Project(ProjectId id, string name, ProjectReference[] previous) => ProjectInfo.Create(
            id,
            VersionStamp.Create(),
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: options,
            parseOptions: ScriptSyntax.Options,
            projectReferences: previous,
            metadataReferences: references,
            isSubmission: true);
    }
}
