using System.Threading.Channels;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Requests that are answered one after the other, in the order in which they came.</summary>
internal sealed class RequestLane
{
    private readonly Channel<(Request Request, IRequestHandler Handler)> _waiting = Channel.CreateUnbounded<(Request, IRequestHandler)>();

    /// <summary>Adds a request.</summary>
    public void Add(Request request, IRequestHandler handler) => _waiting.Writer.TryWrite((request, handler));

    /// <summary>Takes out all requests that wait at this moment.</summary>
    public IReadOnlyList<Request> TakeWaiting()
    {
        var taken = new List<Request>();
        for (var left = _waiting.Reader.Count; left > 0 && _waiting.Reader.TryRead(out var item); left--)
        {
            taken.Add(item.Request);
        }

        return taken;
    }

    /// <summary>Answers requests until the kernel shuts down.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_waiting.Reader.TryRead(out var item))
            {
                await RequestWork.RunAsync(item.Request, item.Handler, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
