namespace LabSdk.Kernel.Session.Output;

/// <summary>Something that a cell has put out and that is not published yet.</summary>
/// <param name="Cell">The cell.</param>
internal abstract record OutputEvent(CellOutput Cell)
{
    /// <summary>The event that was posted before; used by the queue.</summary>
    public OutputEvent? Next { get; set; }

    /// <summary>Characters or bytes that it keeps in memory.</summary>
    public virtual long Weight => 64;

    /// <summary>Publishes it. Runs on the pump, never on the thread of a cell.</summary>
    public abstract void Publish();
}
