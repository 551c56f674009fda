namespace LabSdk.Fleet.Transport;

/// <summary>The connection ended. The client turns it into an error of the family.</summary>
internal sealed class LinkEndedException(LinkEnd end, string message, Exception? innerException = null) : IOException(message, innerException)
{
    public LinkEnd End => end;
}
