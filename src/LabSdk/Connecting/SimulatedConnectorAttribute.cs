namespace LabSdk.Connecting;

/// <summary>Names a connector of addresses like <c>mds:sim</c>. Stands on the assembly that holds it, which the facade does not reference.</summary>
/// <param name="connector">A class with an empty constructor that implements <see cref="ILabConnector"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class SimulatedConnectorAttribute(Type connector) : Attribute
{
    public Type Connector { get; } = connector;
}
