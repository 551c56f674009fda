namespace LabSdk.Cxl;

/// <summary>Tags of CCI messages. Every message takes the next one, those inside tunnels before the one around them.</summary>
internal interface ITagSource
{
    /// <summary>The next tag.</summary>
    byte NextTag();
}
