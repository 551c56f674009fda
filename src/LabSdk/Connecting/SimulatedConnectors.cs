using System.Reflection;
using System.Runtime.Loader;
using LabSdk.Endpoints;

namespace LabSdk.Connecting;

/// <summary>
/// The connectors of simulated peers. They live in a package of their own that no lab on real hardware needs; it is looked for
/// when the first address like <c>mds:sim</c> is connected.
/// </summary>
internal static class SimulatedConnectors
{
    public const string Package = "LabSdk.Simulation";

    /// <summary>True for <c>FAMILY:sim</c> and <c>FAMILY+sim://KIND</c>.</summary>
    public static bool IsFor(LabEndpoint endpoint) =>
        (!endpoint.HasAuthority && endpoint.Path == "sim") || endpoint.Scheme.EndsWith("+sim", StringComparison.Ordinal);

    /// <summary>The connector for a simulated peer of this family.</summary>
    /// <exception cref="LabConfigurationException">The package is not there, or simulates no peer of this family.</exception>
    public static ILabConnector Find(LabEndpoint endpoint) => Find(endpoint, Load);

    /// <inheritdoc cref="Find(LabEndpoint)"/>
    internal static ILabConnector Find(LabEndpoint endpoint, Func<Assembly> load)
    {
        Assembly assembly;
        try
        {
            assembly = load();
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            throw new LabConfigurationException(
                LabErrorIds.NoSimulation,
                $"{endpoint} is simulated by the package {Package}, which this program does not have.",
                $"Add it: dotnet add package {Package}, or in a notebook #r \"nuget: {Package}\".",
                innerException: error)
            {
                Endpoint = endpoint.ToString(),
            };
        }

        return assembly.GetCustomAttributes<SimulatedConnectorAttribute>()
            .Select(each => (ILabConnector)Activator.CreateInstance(each.Connector, nonPublic: true)!)
            .FirstOrDefault(connector => connector.Family == endpoint.Family)
            ?? throw new LabConfigurationException(
                LabErrorIds.NoSimulation, $"The package {Package} here has no simulated peer for {endpoint}.", "Use the same version of all LabSdk packages.")
            {
                Endpoint = endpoint.ToString(),
            };
    }

    // Where the facade lives: a notebook or a host of plug-ins has a load context of its own for each script.
    private static Assembly Load()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(SimulatedConnectors).Assembly) ?? AssemblyLoadContext.Default;
        return context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == Package) ?? context.LoadFromAssemblyName(new AssemblyName(Package));
    }
}
