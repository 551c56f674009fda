using System.Reflection;
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

    private readonly ILanguageContext _context;
    private readonly AdhocWorkspace _workspace;
    private readonly Lock _lock = new();
    private SessionCode _code = new();
    private IReadOnlyList<string> _seen = [];
    private IReadOnlyList<MetadataReference> _references = [];
    private Solution _solution;
    private DocumentId _session;
    private DocumentId _cell;

    public SessionSolution(ILanguageContext context)
    {
        _context = context;

        // Only what is needed: the default host tries to load assemblies that are not there.
        _workspace = new AdhocWorkspace(MefHostServices.Create([typeof(Workspace).Assembly, CSharpWorkspace]));
        (_solution, _session, _cell) = Create([]);
    }

    private static Assembly CSharpWorkspace => typeof(Microsoft.CodeAnalysis.CSharp.Formatting.CSharpFormattingOptions).Assembly;

    /// <summary>The cell as a document that sees everything the session has declared.</summary>
    /// <param name="code">The cell as plain C#.</param>
    public Document Open(string code)
    {
        lock (_lock)
        {
            CatchUp();
            return _solution.WithDocumentText(_cell, SourceText.From(code)).GetDocument(_cell)!;
        }
    }

    public void Dispose() => _workspace.Dispose();

    private void CatchUp()
    {
        var (submissions, references) = (_context.Submissions, _context.References);
        var known = _seen.Count;
        if (known > submissions.Count || (known > 0 && !ReferenceEquals(_seen[0], submissions[0])))
        {
            (_code, known) = (new SessionCode(), 0);
        }

        if (!references.SequenceEqual(_references))
        {
            (_solution, _session, _cell) = Create(references);
            _references = references;
            known = Math.Min(known, submissions.Count);
            _solution = _solution.WithDocumentText(_session, SourceText.From(_code.Render()));
        }

        if (known < submissions.Count || _seen.Count > submissions.Count)
        {
            for (var i = known; i < submissions.Count; i++)
            {
                _code.Add(submissions[i], _context.Find);
            }

            _solution = _solution.WithDocumentText(_session, SourceText.From(_code.Render()));
        }

        _seen = submissions;
    }

    // The compiler looks up by itself whether a name is a namespace or a type.
    private static string TypeOrNamespace(string import) => import.StartsWith("static ", StringComparison.Ordinal) ? import["static ".Length..].Trim() : import;

    private (Solution Solution, DocumentId Session, DocumentId Cell) Create(IReadOnlyList<MetadataReference> references)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: _context.Imports.Select(TypeOrNamespace), allowUnsafe: true)
            .WithNullableContextOptions(NullableContextOptions.Annotations);
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
