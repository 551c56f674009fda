using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>One feature of a component.</summary>
public sealed class CxlFeature : CxlView
{
    internal CxlFeature(CxlDevice device, CxlSupportedFeature info)
        : base(device) => Info = info;

    /// <summary>Everything that the component told.</summary>
    public CxlSupportedFeature Info { get; }

    /// <summary>Its name; its UUID for one that is not known here.</summary>
    public string Name => Info.Name ?? Info.FeatureId.ToString();

    /// <summary>True when its value can be changed.</summary>
    public bool IsChangeable => Info.IsChangeable;

    /// <summary>Reads its value. Blocks.</summary>
    /// <param name="selection">The current value, the default or the saved one. Default current.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public CxlBytes Read(CxlFeatureSelection selection = CxlFeatureSelection.Current, CancellationToken cancellationToken = default) => new(
        Device, Name, Device.AskLong(Name, CxlCommands.GetFeature, (client, token) => new ValueTask<ReadOnlyMemory<byte>>(client.ReadFeatureAsync(Info.FeatureId, selection, token)), cancellationToken));

    /// <summary>Changes its value, in as many parts as it needs. Blocks, also where the component goes on in the background.</summary>
    /// <param name="data">The new value, in the layout of the feature.</param>
    /// <param name="isSaved">True to keep it over resets. Default false.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CxlRequestException">It cannot be changed, or takes another number of bytes; nothing was sent.</exception>
    /// <exception cref="CxlDeviceException">The component refused.</exception>
    public void Write(ReadOnlyMemory<byte> data, bool isSaved = false, CancellationToken cancellationToken = default) => Device.Tell(
        $"Setting the feature {Name}", "features to set", CxlCommands.SetFeature, (client, token) => new(client.WriteFeatureAsync(Info.FeatureId, data, isSaved, token)), cancellationToken);

    internal override Block View() => CxlFeatureView.Of(this);
}
