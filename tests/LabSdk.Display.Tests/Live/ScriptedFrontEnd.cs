using System.Text.Json.Nodes;
using LabSdk.Display.Comms;

namespace LabSdk.Display.Tests.Live;

/// <summary>A notebook whose front end is played by the test: keeps what it is told, says what the test wants.</summary>
internal sealed class ScriptedFrontEnd : INotebookSink, ICommSink
{
    private readonly Lock _lock = new();
    private readonly List<Comm> _comms = [];
    private readonly Dictionary<string, Action<IComm, CommMessage>> _targets = [];

    /// <summary>Forms of outputs in the order they came; an output that is changed adds its new form.</summary>
    public RecordingSink Outputs { get; } = new();

    public IReadOnlyList<Comm> Comms
    {
        get
        {
            lock (_lock)
            {
                return [.. _comms];
            }
        }
    }

    public IEnumerable<Comm> Open => Comms.Where(comm => !comm.IsClosed);

    /// <summary>The newest comm whose model has this name.</summary>
    public Comm Model(string name) => Comms.Last(comm => comm.State["_model_name"]?.GetValue<string>() == name);

    public void Show(MimeBundle bundle) => Outputs.Show(bundle);

    public ILiveDisplay ShowLive(MimeBundle first) => Outputs.ShowLive(first);

    public void Clear(bool wait)
    {
    }

    public string ReadLine(string prompt, bool isPassword) => throw new NotSupportedException();

    public IComm OpenComm(string targetName, JsonObject data, JsonObject? metadata = null, string? id = null)
    {
        var comm = new Comm(id ?? Guid.NewGuid().ToString("N"), targetName, data, metadata);
        lock (_lock)
        {
            _comms.Add(comm);
        }

        return comm;
    }

    public void RegisterTarget(string targetName, Action<IComm, CommMessage> opened) => _targets[targetName] = opened;

    /// <summary>The front end opens a comm; null when nobody answers for the target.</summary>
    public Comm? OpenFromFrontEnd(string targetName)
    {
        if (!_targets.TryGetValue(targetName, out var opened))
        {
            return null;
        }

        var comm = new Comm("front", targetName, [], null);
        opened(comm, new CommMessage([], [], []));
        return comm;
    }

    internal sealed class Comm(string id, string targetName, JsonObject data, JsonObject? metadata) : IComm
    {
        private readonly Lock _lock = new();
        private readonly List<JsonObject> _sent = [];

        public event Action<CommMessage>? Received;

        public event Action? Closed;

        public string Id => id;

        public string TargetName => targetName;

        public bool IsClosed { get; private set; }

        public JsonObject Data => data;

        public JsonObject? Metadata => metadata;

        /// <summary>The values of the model when it was opened, in either generation.</summary>
        public JsonObject State => data["state"] as JsonObject ?? data;

        public IReadOnlyList<JsonObject> Sent
        {
            get
            {
                lock (_lock)
                {
                    return [.. _sent];
                }
            }
        }

        /// <summary>The newest value sent under a name; null when none was.</summary>
        public JsonNode? Newest(string name) => Sent.Where(message => message["state"] is JsonObject state && state.ContainsKey(name)).Select(message => message["state"]![name]).LastOrDefault();

        public void Send(JsonObject message, JsonObject? messageMetadata = null)
        {
            if (!IsClosed)
            {
                lock (_lock)
                {
                    _sent.Add((JsonObject)message.DeepClone());
                }
            }
        }

        public void Dispose() => IsClosed = true;

        /// <summary>The user or the page says something.</summary>
        public void Say(string json) => Received?.Invoke(new CommMessage((JsonObject)JsonNode.Parse(json)!, [], []));

        public void CloseFromFrontEnd()
        {
            IsClosed = true;
            Closed?.Invoke();
        }
    }
}
