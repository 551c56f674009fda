using Grpc.Core;
using LabSdk.Odp;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Odp;

/// <summary>SessionManagementService.</summary>
internal sealed class SessionCalls(StreamApiState state) : SessionManagementService.SessionManagementServiceBase
{
    private bool IsOff => !state.Options.IntegrateSessionManagement;

    private OdpSessions Sessions => state.Client.Sessions;

    public override Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        if (IsOff)
        {
            return new CreateSessionResponse();
        }

        var session = await Sessions.CreateAsync(
            new OdpSessionOptions
            {
                DataSource = request.DataSource,
                Identifier = request.Identifier,
                Type = request.Type.Length > 0 ? request.Type : "Session",
                Version = request.Version,
                UtcOffset = OdpTime.FromDuration(request.UtcOffset) ?? TimeSpan.Zero,
                CreationTime = OdpTime.FromTimestamp(request.CreationTime) is { } created ? OdpTime.ToDateTimeOffset(created) : null,
                Details = request.Details,
                AssociateSessionKeys = request.AssociateSessionKey,
            },
            context.CancellationToken).ConfigureAwait(false);
        return new CreateSessionResponse { SessionKey = session.SessionKey, NewSession = NewSession(session), Success = true };
    });

    public override Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        if (IsOff || Find(request.SessionKey) is null)
        {
            return new EndSessionResponse();
        }

        var session = await Sessions.EndAsync(request.SessionKey, OdpTime.FromTimestamp(request.TerminationTime), context.CancellationToken).ConfigureAwait(false);
        return new EndSessionResponse { EndSession = EndOfSession(session), Success = true };
    });

    public override Task<GetCurrentSessionsResponse> GetCurrentSessions(GetCurrentSessionsRequest request, ServerCallContext context) => Task.FromResult(
        IsOff ? new GetCurrentSessionsResponse() : new GetCurrentSessionsResponse
        {
            SessionKeys = { Sessions.All.Where(session => session.DataSource == request.DataSource).Select(session => session.SessionKey) },
            Success = true,
        });

    public override Task<GetSessionInfoResponse> GetSessionInfo(GetSessionInfoRequest request, ServerCallContext context) =>
        Task.FromResult(!IsOff && Find(request.SessionKey) is { } session ? Info(session) : new GetSessionInfoResponse());

    public override async Task GetSessionStartNotification(
        GetSessionStartNotificationRequest request, IServerStreamWriter<GetSessionStartNotificationResponse> responseStream, ServerCallContext context)
    {
        await foreach (var key in NoticesAsync(request.DataSource, toEnds: false, context).ConfigureAwait(false))
        {
            await responseStream.WriteAsync(new GetSessionStartNotificationResponse { SessionKey = key, DataSource = request.DataSource }).ConfigureAwait(false);
        }
    }

    public override async Task GetSessionStopNotification(
        GetSessionStopNotificationRequest request, IServerStreamWriter<GetSessionStopNotificationResponse> responseStream, ServerCallContext context)
    {
        await foreach (var key in NoticesAsync(request.DataSource, toEnds: true, context).ConfigureAwait(false))
        {
            await responseStream.WriteAsync(new GetSessionStopNotificationResponse { SessionKey = key, DataSource = request.DataSource }).ConfigureAwait(false);
        }
    }

    public override async Task<UpdateSessionIdentifierResponse> UpdateSessionIdentifier(UpdateSessionIdentifierRequest request, ServerCallContext context) => new()
    {
        Success = await ChangeAsync(request.SessionKey, () => Sessions.UpdateIdentifierAsync(request.SessionKey, request.Identifier, context.CancellationToken)).ConfigureAwait(false),
    };

    public override async Task<AddAssociateSessionResponse> AddAssociateSession(AddAssociateSessionRequest request, ServerCallContext context) => new()
    {
        Success = await ChangeAsync(request.SessionKey, () => Sessions.AddAssociateAsync(request.SessionKey, request.AssociateSessionKey, context.CancellationToken)).ConfigureAwait(false),
    };

    public override async Task<UpdateSessionDetailsResponse> UpdateSessionDetails(UpdateSessionDetailsRequest request, ServerCallContext context) => new()
    {
        Success = await ChangeAsync(request.SessionKey, () => Sessions.UpdateDetailsAsync(request.SessionKey, request.Details, context.CancellationToken)).ConfigureAwait(false),
    };

    // By key only: an identifier is no key here.
    private OdpSessionInfo? Find(string sessionKey) => Sessions.Find(sessionKey) is { } session && session.SessionKey == sessionKey ? session : null;

    private Task<bool> ChangeAsync(string sessionKey, Func<Task<OdpSessionInfo>> change) => StreamApiState.AnswerAsync(async () =>
    {
        if (IsOff || Find(sessionKey) is null)
        {
            return false;
        }

        await change().ConfigureAwait(false);
        return true;
    });

    private async IAsyncEnumerable<string> NoticesAsync(string dataSource, bool toEnds, ServerCallContext context)
    {
        using var lifetime = state.LifetimeOf(context);
        using var subscription = state.Notices.Subscribe(dataSource, toEnds);

        // The headers tell the client that it has subscribed.
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        await foreach (var key in subscription.Keys.Reader.ReadAllAsync(lifetime.Token).ConfigureAwait(false))
        {
            yield return key;
        }
    }

    private GetSessionInfoResponse Info(OdpSessionInfo session)
    {
        var streams = TopicListing.Streams(state.Client.Topics, session.DataSource, state.Client.TopicWatch.Names).Keys;
        var answer = new GetSessionInfoResponse
        {
            DataSource = session.DataSource,
            Identifier = session.Identifier,
            Type = session.Type,
            Version = session.Version,
            AssociateSessionKeys = { session.AssociateSessionKeys },
            IsComplete = session.IsComplete,
            Streams = { streams },
            MainOffset = session.MainOffset,
            EssentialsOffset = session.EssentialsOffset,
            Details = { session.Details.ToDictionary() },
            UtcOffset = OdpTime.ToDuration(session.UtcOffset),
            Success = true,
            CreationTime = session.CreationTime is { } created ? OdpTime.ToTimestamp(created) : null,
            TerminationTime = session.TerminationTime is { } ended ? OdpTime.ToTimestamp(ended) : null,
        };
        Fill(answer.TopicPartitionOffsets, session.StartOffsets);
        return answer;
    }

    private static NewSessionPacket NewSession(OdpSessionInfo session)
    {
        var packet = new NewSessionPacket
        {
            DataSource = session.DataSource,
            UtcOffset = OdpTime.ToDuration(session.UtcOffset),
            SessionInfo = SessionMerge.ToPacket(session),
            CreationTime = session.CreationTime is { } created ? OdpTime.ToTimestamp(created) : null,
        };
        Fill(packet.TopicPartitionOffsets, session.StartOffsets);
        return packet;
    }

    private static EndOfSessionPacket EndOfSession(OdpSessionInfo session)
    {
        var packet = new EndOfSessionPacket
        {
            DataSource = session.DataSource,
            TerminationTime = session.TerminationTime is { } ended ? OdpTime.ToTimestamp(ended) : null,
        };
        Fill(packet.TopicPartitionOffsets, session.EndOffsets);
        return packet;
    }

    private static void Fill(Google.Protobuf.Collections.MapField<string, long> target, IReadOnlyList<TopicOffset> offsets)
    {
        foreach (var offset in offsets)
        {
            target[TopicOffset.KeyOf(offset.Topic, offset.Partition)] = offset.Offset;
        }
    }
}
