namespace LabSdk.Display;

/// <summary>Something shown that can still change. Disposing it leaves the last form in place.</summary>
public interface ILiveDisplay : IDisposable
{
    /// <summary>Replaces what is shown.</summary>
    /// <param name="bundle">The new forms.</param>
    void Update(MimeBundle bundle);
}
