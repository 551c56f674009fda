using System.Collections;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The features of a component: settings such as patrol scrub, each with a value of its own layout. Shows itself as a table.</summary>
public sealed class CxlFeatures : CxlView, IReadOnlyList<CxlFeature>
{
    private readonly CxlFeature[] _features;

    internal CxlFeatures(CxlDevice device, IEnumerable<CxlSupportedFeature> features)
        : base(device) => _features = [.. features.Select(feature => new CxlFeature(device, feature))];

    /// <summary>How many there are.</summary>
    public int Count => _features.Length;

    /// <summary>A feature by its place.</summary>
    /// <param name="index">From 0.</param>
    public CxlFeature this[int index] => _features[index];

    /// <summary>A feature by its name or UUID.</summary>
    /// <param name="name">For example <c>Device Patrol Scrub Control</c>; case does not matter.</param>
    /// <exception cref="NotSupportedByDeviceException">The component has no such feature; the nearest names are listed.</exception>
    public CxlFeature this[string name] => CxlNamed.Find(Device, _features, name, "feature", static feature => feature.Name, static feature => feature.Info.FeatureId);

    /// <inheritdoc/>
    public IEnumerator<CxlFeature> GetEnumerator() => ((IEnumerable<CxlFeature>)_features).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => CxlFeatureView.Of(this);
}
