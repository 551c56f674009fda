using System.Globalization;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>A notebook while it runs.</summary>
internal sealed class RunState
{
    private readonly IRunOutput _output;
    private readonly bool _isDeterministic;
    private readonly NotebookCell[] _cells;
    private readonly ICellOutput?[] _outputs;

    public RunState(NotebookDocument document, IRunOutput output, bool isDeterministic)
    {
        _output = output;
        _isDeterministic = isDeterministic;
        _cells = [.. document.Cells.Select(WithoutOutputs)];
        _outputs = new ICellOutput?[_cells.Length];
        Document = document;
    }

    public NotebookDocument Document { get; }

    public List<CellRun> Cells { get; } = [];

    public int ExecutionCount { get; private set; }

    public ICellOutput Begin(int index)
    {
        ExecutionCount++;
        _cells[index] = _cells[index] with { ExecutionCount = ExecutionCount };
        return _outputs[index] = _output.Begin(ExecutionCount);
    }

    public void Show(int index, NotebookOutput output) => _cells[index] = _cells[index] with { Outputs = [output] };

    public void End(int index, DateTimeOffset started, DateTimeOffset ended)
    {
        if (_isDeterministic)
        {
            return;
        }

        var metadata = (JsonObject)_cells[index].Metadata.DeepClone();
        metadata["execution"] = new JsonObject { ["iopub.execute_input"] = Iso(started), ["shell.execute_reply"] = Iso(ended) };
        _cells[index] = _cells[index] with { Metadata = metadata };
    }

    /// <summary>The notebook as it is now: late output of earlier cells is where it belongs.</summary>
    public NotebookDocument Snapshot()
    {
        var cells = _cells.Select((cell, i) => _outputs[i] is { } output ? cell with { Outputs = _output.OutputsOf(output) } : cell);
        var document = Document with { Cells = [.. cells] };
        return _isDeterministic ? StableIds.Apply(document) : document;
    }

    // Outputs of an earlier run must not stand among those of this one. Cells that are not run keep theirs.
    private static NotebookCell WithoutOutputs(NotebookCell cell)
    {
        if (!ScriptWriter.IsCSharp(cell) || cell.Tags.Contains(CellTags.SkipExecution))
        {
            return cell;
        }

        var metadata = cell.Metadata;
        if (metadata.ContainsKey("execution"))
        {
            metadata = (JsonObject)metadata.DeepClone();
            metadata.Remove("execution");
        }

        return cell with { Outputs = [], ExecutionCount = null, Metadata = metadata };
    }

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
