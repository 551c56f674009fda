namespace LabSdk.Devices;

/// <summary>Has named, typed parameters.</summary>
public interface IParameters : IDevice
{
    /// <summary>Lists the parameters with type, unit and range.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<ParameterDescription>> ListParametersAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeviceException">There is no such parameter; the nearest names are listed.</exception>
    ValueTask<ParameterValue> GetParameterAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Sets one parameter and returns the value read back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The new value: a number, bool or text.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LabConfigurationException">The value is of the wrong type or out of range.</exception>
    ValueTask<ParameterValue> SetParameterAsync(string name, object value, CancellationToken cancellationToken = default);

    /// <summary>Streams changes of parameters, whoever made them.</summary>
    /// <param name="names">Only these; empty for all.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<ParameterChange> ParameterChangesAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default);
}
