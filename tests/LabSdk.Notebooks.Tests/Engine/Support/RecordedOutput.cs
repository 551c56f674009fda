using System.Text;
using LabSdk.Display;

namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>Keeps what a cell wrote and showed.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly Dictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);

    public string Out => Locked(() => _out.ToString());

    public string Error => Locked(() => _error.ToString());

    public List<MimeBundle> Shown { get; } = [];

    public List<MimeBundle> Results { get; } = [];

    public Queue<string> Answers { get; } = new();

    public void Write(StandardStream stream, string text)
    {
        lock (_lock)
        {
            (stream == StandardStream.Output ? _out : _error).Append(text);
            foreach (var (wanted, seen) in _awaited)
            {
                if (_out.ToString().Contains(wanted, StringComparison.Ordinal) || _error.ToString().Contains(wanted, StringComparison.Ordinal))
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    /// <summary>Waits until a text has been written to either stream.</summary>
    public Task Saw(string text)
    {
        lock (_lock)
        {
            var seen = _awaited[text] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if ((_out.ToString() + "\0" + _error).Contains(text, StringComparison.Ordinal))
            {
                seen.SetResult();
            }

            return seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public void Show(MimeBundle bundle) => Locked(() => Shown.Add(bundle));

    public ILiveDisplay ShowLive(MimeBundle first)
    {
        lock (_lock)
        {
            Shown.Add(first);
            return new Live(this, Shown.Count - 1);
        }
    }

    public void ShowResult(MimeBundle bundle) => Locked(() => Results.Add(bundle));

    public void Clear(bool wait) => Locked(Shown.Clear);

    public string ReadLine(string prompt, bool isPassword) =>
        Answers.TryDequeue(out var answer) ? answer : throw new NotSupportedException("Nobody can be asked.");

    private void Locked(Action action)
    {
        lock (_lock)
        {
            action();
        }
    }

    private T Locked<T>(Func<T> get)
    {
        lock (_lock)
        {
            return get();
        }
    }

    private sealed class Live(RecordedOutput owner, int index) : ILiveDisplay
    {
        public void Update(MimeBundle bundle) => owner.Locked(() => owner.Shown[index] = bundle);

        public void Dispose()
        {
        }
    }
}
