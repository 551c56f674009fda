namespace LabSdk.Display.Hosts;

/// <summary>The output of a cell of .NET Interactive.</summary>
/// <param name="api">The host.</param>
/// <param name="context">The running cell.</param>
internal sealed class InteractiveSink(InteractiveApi api, object context) : IDisplaySink
{
    public void Show(MimeBundle bundle) => api.Display(context, bundle, Form(bundle));

    public ILiveDisplay ShowLive(MimeBundle first) => new Shown(api, api.Display(context, first, Form(first)));

    // The bundle itself is displayed: the host asks its convention formatter for the form, at first and at each update.
    private static string Form(MimeBundle bundle) => bundle.Has(MimeTypes.Html) ? MimeTypes.Html : MimeTypes.PlainText;

    private sealed class Shown(InteractiveApi api, object? displayed) : ILiveDisplay
    {
        private bool _disposed;

        public void Update(MimeBundle bundle)
        {
            if (!_disposed && displayed is not null)
            {
                api.Update(displayed, bundle);
            }
        }

        public void Dispose() => _disposed = true;
    }
}
