namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>A session of a test: runs cells and keeps what they put out.</summary>
internal sealed class Session : IAsyncDisposable
{
    private int _cells;

    public Session(ScriptEngineOptions? options = null) => Engine = new ScriptEngine(options);

    public ScriptEngine Engine { get; }

    /// <summary>The output of the last cell.</summary>
    public RecordedOutput Output { get; private set; } = new();

    public Task<CellResult> Run(string code)
    {
        Output = new RecordedOutput();
        return Engine.ExecuteAsync(new CellRequest(code, Output) { Name = $"cell {++_cells}" });
    }

    /// <summary>Runs a cell that must succeed.</summary>
    public async Task<object?> Value(string code)
    {
        var result = await Run(code);
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        return result.Value;
    }

    /// <summary>Runs a cell that must fail.</summary>
    public async Task<CellError> Error(string code)
    {
        var result = await Run(code);
        Assert.Equal(CellStatus.Error, result.Status);
        return result.Error!;
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
