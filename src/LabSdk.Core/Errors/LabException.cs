using LabSdk.Hosting;

namespace LabSdk;

/// <summary>
/// The base of every error LabSdk reports. The message says what failed, on what, why, and what to try.
/// Wrong use of the API (null, negative count) stays <see cref="ArgumentException"/>.
/// </summary>
[TypeFormatterSource]
public class LabException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="errorId">Stable id such as <c>LAB-CORE-0001</c>; each has a page in docs/errors.</param>
    /// <param name="message">What failed, on what, and why.</param>
    /// <param name="hint">What to try, as a sentence; null when nothing useful can be said.</param>
    /// <param name="isTransient">True when the same call may succeed later without any change.</param>
    /// <param name="innerException">The cause.</param>
    public LabException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(hint is null ? message : $"{message} {hint}", innerException)
    {
        ErrorId = errorId;
        Problem = message;
        Hint = hint;
        IsTransient = isTransient;
        HelpLink = $"docs/errors/{errorId}.md";
    }

    /// <summary>The stable id, for example <c>LAB-CORE-0001</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The message without the hint.</summary>
    public string Problem { get; }

    /// <summary>What to try, or null.</summary>
    public string? Hint { get; }

    /// <summary>True when the same call may succeed later without any change (a busy device, a lost connection).</summary>
    public bool IsTransient { get; }

    /// <summary>The device the error is about, or null.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The endpoint the error is about, without secrets, or null.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
