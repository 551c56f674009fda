namespace LabSdk.Hosting;

/// <summary>The formatters of every attributed type. Created and called by the host through reflection; the signatures are its convention.</summary>
internal sealed class HostFormatters
{
    private readonly HostFormatter[] _formatters = [new("text/html", HostViews.Html), new("text/plain", HostViews.Text)];

    /// <summary>One formatter for each form that the host asks for.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
