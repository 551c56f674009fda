namespace LabSdk.Hosting;

/// <summary>The views of LabSdk.Display, as far as foreign hosts need them. Nothing of it throws.</summary>
internal interface IHostViews
{
    /// <summary>The object as self-contained HTML.</summary>
    string Html(object value);

    /// <summary>The object as text for a terminal.</summary>
    string Text(object value);
}
