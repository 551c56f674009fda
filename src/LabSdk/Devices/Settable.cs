using LabSdk.Connecting;

namespace LabSdk;

/// <summary>A device whose values are set by name, for example an analog output.</summary>
/// <example>
/// <code>
/// var output = lab.Settable("mock_daq_output");
/// output["voltage"].Value = 2.5;
/// Scan(output["voltage"], 0, 5, steps: 11).Read(power).Run()
/// </code>
/// </example>
public sealed class Settable : Device
{
    internal Settable(Lab lab, DeviceParts parts)
        : base(lab, parts)
    {
    }

    /// <summary>A value by its name. A name that the device does not list is taken on trust: the device tells when it is used.</summary>
    /// <param name="name">The name, for example <c>voltage</c>.</param>
    public Parameter this[string name] => Parameters[name];
}
