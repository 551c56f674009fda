namespace LabSdk.Simulation;

/// <summary>Which Linux driver stands between the host and a simulated mailbox.</summary>
public enum CxlKernel
{
    /// <summary>Lets every command through, raw or by its id; all refusals come from the component.</summary>
    Permissive,

    /// <summary>
    /// A kernel with raw commands built in: some opcodes are refused raw (EPERM), a raw background command answers ETIMEDOUT
    /// although it was started, and nothing gets through while a sanitize runs (EBUSY).
    /// </summary>
    Raw,

    /// <summary>A kernel as distributions build it: no raw commands at all (EPERM).</summary>
    Stock,
}
