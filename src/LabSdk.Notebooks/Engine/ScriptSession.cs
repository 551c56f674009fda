using System.Collections.Immutable;
using LabSdk.Notebooks.Language;
using LabSdk.Notebooks.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Engine;

/// <summary>The code that has run, its variables, and how the next piece is compiled and run on top of them.</summary>
internal sealed class ScriptSession : ILanguageContext
{
    private readonly SubmissionCompiler _compiler;
    private readonly SessionResources _resources = new();
    private readonly GrowthWatch _growth = new();
    private volatile SessionState _state = SessionState.Empty;

    public ScriptSession(ScriptEngineOptions options)
    {
        var own = options.References.Prepend(typeof(Compatibility.Kernel).Assembly).Prepend(typeof(Display.Views).Assembly).Select(a => a.Location).Where(path => path.Length > 0);
        var framework = FrameworkAssemblies.Initial.Where(FrameworkAssemblies.Paths.ContainsKey).Select(name => FrameworkAssemblies.Paths[name]);
        _compiler = new SubmissionCompiler(
            [.. framework.Concat(own).Distinct(StringComparer.Ordinal).Select(ReferenceCache.Get)],
            [.. DefaultImports.Of(options)]);
        Magics = [.. BuiltInMagics.All, .. options.Magics];
        Folder = SessionFolder.Of(options);
        Packages = new SessionPackages(options, Folder);
    }

    /// <summary>Where relative paths of cells begin.</summary>
    public string Folder { get; }

    /// <summary>The assemblies that cells added.</summary>
    public SessionReferences References { get; } = new();

    /// <summary>The packages that cells added.</summary>
    public SessionPackages Packages { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ExecutedSubmission> Submissions =>
        _state is { Steps.IsEmpty: false } state ? state.Steps : [_compiler.Defaults];

    /// <inheritdoc/>
    public CSharpCompilation? Compilation => _state.Compilation;

    /// <inheritdoc/>
    public IReadOnlyList<ScriptVariable> Variables => _state.Variables();

    /// <inheritdoc/>
    public IReadOnlyList<IMagicCommand> Magics { get; }

    /// <inheritdoc/>
    public ScriptVariable? Find(string name) => _state.Find(name);

    /// <inheritdoc/>
    public CSharpCompilation Continue(string code) => _compiler.Bind(SubmissionCompiler.Parse(code, ""), _state.Compilation, References.Pending);

    /// <summary>Forgets everything that has run, and disposes what <c>using</c> declarations hold.</summary>
    public void Reset()
    {
        _state = SessionState.Empty;
        References.Reset();
        _growth.Reset();
        Blocking.Run(token => DisposeAsync(), new BlockingCall("Ending the session") { IsInterruptible = false });
    }

    /// <summary>Disposes what <c>using</c> declarations hold.</summary>
    /// <param name="names">The variables that are declared anew; null for all.</param>
    public async Task DisposeAsync(IReadOnlyList<string>? names = null)
    {
        foreach (var failure in await _resources.DisposeAsync(names).ConfigureAwait(false))
        {
            Tell(failure);
        }
    }

    /// <summary>Compiles and runs code as the next step.</summary>
    /// <param name="code">Plain C#.</param>
    /// <param name="name">Its name in errors.</param>
    /// <param name="cell">The cell it belongs to.</param>
    /// <param name="finish">Gets the value of the last expression on the thread that made it.</param>
    /// <returns>The value of the last expression.</returns>
    /// <exception cref="CompilationFailedException">It does not compile.</exception>
    public async Task<object?> RunAsync(string code, string name, RunningCell cell, Action<object?> finish)
    {
        var before = _state;
        var rewritten = UsingDeclarations.Rewrite(code);
        var submission = Compile(rewritten.Code, name, before, cell.Token);
        await DisposeAsync(rewritten.Names).ConfigureAwait(false);
        var slots = before.SlotsForNext();
        if (submission.Start is null)
        {
            Adopt(before, before.After(submission, before.Slots));
            return null;
        }

        if (CellScope.Output is { } output)
        {
            BackgroundFailures.Remember(submission.Start.Method.Module.Assembly, output);
        }

        try
        {
            return await cell.RunAsync(() => submission.Start(slots), finish).ConfigureAwait(false);
        }
        finally
        {
            // Also after an exception or an abort: what was assigned before it is kept. The object of the step is made
            // first thing, so the slot is empty only when nothing of the step has run.
            if (slots[before.Used] is { } step)
            {
                _resources.Add(rewritten.Names, step);
                Tell(_growth.Check(before.Steps.Count + 1));
                Adopt(before, before.After(submission, slots));
            }
        }
    }

    /// <summary>Compiles and runs a small cell in a session of its own, so that the first cell finds everything warm.</summary>
    public static async Task WarmUpAsync(ScriptEngineOptions options)
    {
        using var cell = new RunningCell("warm-up", TimeProvider.System);
        await new ScriptSession(options)
            .RunAsync("var first = new[] { 1, 2 }; await Task.Yield(); first.Sum()", "warm-up", cell, value => _ = Display.Views.ToMimeBundle(value).Html)
            .ConfigureAwait(false);
    }

    private Submission Compile(string code, string name, SessionState before, CancellationToken cancellationToken)
    {
        var tree = Nesting.IsTooDeep(code) ? throw TooDeep() : SubmissionCompiler.Parse(code, name, cancellationToken);
        if (Nesting.IsTooDeep(tree.GetRoot(cancellationToken)))
        {
            throw TooDeep();
        }

        var (compilation, start, added) = Build(tree, before, cancellationToken);
        References.Used(added);
        var step = before.Steps.IsEmpty
            ? _compiler.Defaults with { Code = code, References = [.. _compiler.Defaults.References, .. added] }
            : new ExecutedSubmission(code, added, []);
        return new Submission(step, compilation, start);
    }

    // The compiler would run out of stack, which ends the process and with it the session.
    private static CompilationFailedException TooDeep()
    {
        const string Message = "The code is nested too deeply to be compiled.";
        return new CompilationFailedException(new CellError("CompilationError", Message, [Message, "Hint: put parts of it into variables or methods."]));
    }

    private (CSharpCompilation Compilation, Func<object?[], Task<object?>>? Start, ImmutableList<PortableExecutableReference> Added) Build(
        SyntaxTree tree, SessionState before, CancellationToken cancellationToken)
    {
        var text = LoopGuard.Protect(RecursionGuard.Protect(tree, cancellationToken), cancellationToken);
        while (true)
        {
            var added = References.Pending;
            var compilation = _compiler.Bind(text, before.Compilation, added);
            ProcessEnders.Refuse(text, compilation, cancellationToken);
            var start = _compiler.Build(compilation, out var errors, cancellationToken);
            if (errors.IsEmpty)
            {
                return (compilation, start, added);
            }

            if (text != tree)
            {
                // Errors must be about what the user wrote.
                text = tree;
                continue;
            }

            // The code may name a part of the framework that nobody has used so far.
            var missing = MissingReferences.Find(errors, compilation);
            if (missing.Count == 0 || !References.Add(missing))
            {
                throw new CompilationFailedException(CompileErrors.Describe(errors, new CompileHints(compilation).Of));
            }
        }
    }

    private static void Tell(string? text)
    {
        if (text is not null)
        {
            CellScope.Output?.Write(StandardStream.Error, text + "\n");
        }
    }

    // A reset while the code ran wins over what the code left.
    private void Adopt(SessionState before, SessionState after) =>
        Interlocked.CompareExchange(ref _state, after, before);
}
