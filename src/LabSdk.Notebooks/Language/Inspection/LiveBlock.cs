using LabSdk.Display;

namespace LabSdk.Notebooks.Language;

/// <summary>The view of a live value inside an explanation.</summary>
internal static class LiveBlock
{
    // A view may be the user's code, and inspection is asked for while typing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<Block?> OfAsync(object? value, CancellationToken cancellationToken)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            return await Task.Run(() => View(value), cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new TextBlock("Its view takes too long.", TextStyle.Muted);
        }
    }

    private static Block View(object value) => Views.Of(value) as Block ?? new TextBlock(Views.ToMimeBundle(value).PlainText);
}
