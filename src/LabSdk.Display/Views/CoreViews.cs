namespace LabSdk.Display;

/// <summary>Registers the views of the types of LabSdk.Core.</summary>
internal static class CoreViews
{
    public static void Register() => Views.Register<Exception>(ErrorView.Of);
}
