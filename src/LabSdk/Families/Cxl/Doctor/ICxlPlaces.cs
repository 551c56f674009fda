using LabSdk.Cxl;

namespace LabSdk.Families.Cxl.Doctor;

/// <summary>What the doctor looks at, so that a test can give another kernel.</summary>
internal interface ICxlPlaces
{
    bool IsLinux { get; }

    IReadOnlyList<CxlMailboxInfo> Mailboxes();

    /// <exception cref="LabException">It cannot be opened.</exception>
    IAsyncDisposable OpenMailbox(string name);

    /// <summary>Opens a socket without sending anything.</summary>
    /// <exception cref="LabException">It cannot be opened.</exception>
    Task<IAsyncDisposable> OpenMctpAsync();

    /// <summary>Whether the kernel was built with an option; null when nobody knows.</summary>
    bool? KernelHas(string option);

    /// <summary>What the kernel says of its lockdown; null when it says nothing.</summary>
    string? Lockdown();
}
