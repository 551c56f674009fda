namespace LabSdk.Notebooks.Engine;

/// <summary>What is left to do when a cell has ended, however it ended.</summary>
internal sealed class CellEnd
{
    private readonly List<Action> _actions = [];

    /// <summary>Adds something.</summary>
    public void Add(Action action) => _actions.Add(action);

    /// <summary>Does it all.</summary>
    public void Run() => _actions.ForEach(action => action());
}
