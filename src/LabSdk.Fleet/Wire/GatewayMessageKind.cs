namespace LabSdk.Fleet.Wire;

/// <summary>Which member a message of a gateway has.</summary>
internal enum GatewayMessageKind
{
    /// <summary>None, for example an empty message.</summary>
    None,

    /// <summary>The answer to a connect.</summary>
    ConnectResponse,

    /// <summary>A command.</summary>
    Command,
}
