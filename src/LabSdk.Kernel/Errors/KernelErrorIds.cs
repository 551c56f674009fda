namespace LabSdk.Kernel;

/// <summary>The stable ids of errors raised by LabSdk.Kernel. Each has a page in docs/errors.</summary>
internal static class KernelErrorIds
{
    /// <summary>A peer breaks the ZMTP transport.</summary>
    public const string Transport = "LAB-KERN-0001";

    /// <summary>A message is not one of the Jupyter protocol.</summary>
    public const string Message = "LAB-KERN-0002";

    /// <summary>A message is not signed with the key of the connection file.</summary>
    public const string Signature = "LAB-KERN-0003";

    /// <summary>A message has been received before.</summary>
    public const string Replay = "LAB-KERN-0004";

    /// <summary>The connection file cannot be used.</summary>
    public const string ConnectionFile = "LAB-KERN-0005";

    /// <summary>A port of the connection file cannot be listened on.</summary>
    public const string Bind = "LAB-KERN-0006";

    /// <summary>The kernel could not be installed or removed.</summary>
    public const string Install = "LAB-KERN-0007";

    /// <summary>A magic command does not know its arguments.</summary>
    public const string MagicArguments = "LAB-KERN-0008";
}
