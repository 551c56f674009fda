namespace Grpc.Core;

/// <summary>What the four call objects have in common. The client's call derives from it, which saves a delegate per question.</summary>
internal abstract class AsyncCallState : IDisposable
{
    public abstract Task<Metadata> ResponseHeadersAsync { get; }

    public static AsyncCallState Of(
        Task<Metadata> headers, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose) =>
        new Delegated(headers, getStatus, getTrailers, dispose);

    public abstract Status GetStatus();

    public abstract Metadata GetTrailers();

    public abstract void Dispose();

    private sealed class Delegated(
        Task<Metadata> headers, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose) : AsyncCallState
    {
        public override Task<Metadata> ResponseHeadersAsync => headers;

        public override Status GetStatus() => getStatus();

        public override Metadata GetTrailers() => getTrailers();

        public override void Dispose() => dispose();
    }
}
