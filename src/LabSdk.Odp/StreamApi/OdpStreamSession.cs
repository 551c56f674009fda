namespace LabSdk.Odp;

/// <summary>A session as a Stream API server tells of it.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Streams">Its data source's streams that are known now, without the main stream.</param>
public sealed record OdpStreamSession(OdpSessionInfo Info, IReadOnlyList<string> Streams)
{
    /// <summary>The unique key.</summary>
    public string SessionKey => Info.SessionKey;

    /// <inheritdoc/>
    public override string ToString() => Info.ToString();
}

/// <summary>A session began or ended.</summary>
/// <param name="SessionKey">Its key.</param>
/// <param name="DataSource">Its data source.</param>
/// <param name="IsEnd">True when it ended.</param>
public sealed record OdpSessionNotice(string SessionKey, string DataSource, bool IsEnd);
