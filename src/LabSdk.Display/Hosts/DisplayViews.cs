using LabSdk.Hosting;

namespace LabSdk.Display.Hosts;

/// <summary>The views for hosts that find them by convention; created by name from LabSdk.Core.</summary>
internal sealed class DisplayViews : IHostViews
{
    public string Html(object value) => Form(value, bundle => bundle.Html) ?? new TextBlock(Text(value)).ToHtml();

    public string Text(object value) => Form(value, bundle => bundle.PlainText) ?? "";

    // Forms are made late, so that a failing view may show itself only here; an exception would fail the user's cell.
    private static string? Form(object value, Func<MimeBundle, string?> form)
    {
        try
        {
            return form(Views.ToMimeBundle(value));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return form(ViewFailure.Of(value, failure).ToMimeBundle());
        }
    }
}
