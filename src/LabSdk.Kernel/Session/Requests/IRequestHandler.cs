namespace LabSdk.Kernel.Session.Requests;

/// <summary>Answers one type of request.</summary>
internal interface IRequestHandler
{
    /// <summary>Answers; busy and idle are published by the caller.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The kernel shuts down.</param>
    Task HandleAsync(Request request, CancellationToken cancellationToken);
}
