using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LabSdk.Devices;

namespace LabSdk.Tests.Soft;

/// <summary>Parameters in a dictionary; setting one tells everybody who watches.</summary>
internal sealed class SoftParameters(string id, params ParameterDescription[] list) : IParameters
{
    private readonly Dictionary<string, object?> _values = [];
    private readonly Channel<ParameterChange> _changes = Channel.CreateUnbounded<ParameterChange>();

    public string Id => id;

    public DeviceDescription Description => SoftDevices.Describe(id, "other");

    /// <summary>What was sent, in its order.</summary>
    public List<(string Name, object Value)> Sent { get; } = [];

    public TaskCompletionSource WatchEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public object? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set => _values[name] = value;
    }

    public ValueTask<IReadOnlyList<ParameterDescription>> ListParametersAsync(CancellationToken cancellationToken = default) => new(list);

    public ValueTask<ParameterValue> GetParameterAsync(string name, CancellationToken cancellationToken = default) =>
        new(new ParameterValue(this[name], "", DateTimeOffset.UnixEpoch));

    public ValueTask<ParameterValue> SetParameterAsync(string name, object value, CancellationToken cancellationToken = default)
    {
        Sent.Add((name, value));
        _changes.Writer.TryWrite(new ParameterChange(id, name, this[name], value, "", DateTimeOffset.UnixEpoch, "user"));
        this[name] = value;
        return GetParameterAsync(name, cancellationToken);
    }

    public async IAsyncEnumerable<ParameterChange> ParameterChangesAsync(
        IReadOnlyList<string>? names = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var change in _changes.Reader.ReadAllAsync(cancellationToken))
            {
                if (names is null || names.Count == 0 || names.Contains(change.Name))
                {
                    yield return change;
                }
            }
        }
        finally
        {
            WatchEnded.TrySetResult();
        }
    }
}
