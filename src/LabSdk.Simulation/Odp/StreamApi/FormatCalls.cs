using Grpc.Core;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Simulation.Odp;

/// <summary>DataFormatManagerService.</summary>
internal sealed class FormatCalls(StreamApiState state) : DataFormatManagerService.DataFormatManagerServiceBase
{
    private bool IsOff => !state.Options.IntegrateDataFormatManagement;

    public override Task<GetParameterDataFormatIdResponse> GetParameterDataFormatId(GetParameterDataFormatIdRequest request, ServerCallContext context) =>
        StreamApiState.AnswerAsync(async () => IsOff ? new GetParameterDataFormatIdResponse() : new GetParameterDataFormatIdResponse
        {
            DataFormatIdentifier = await state.Client.Formats.IdOfAsync(request.DataSource, [.. request.Parameters], context.CancellationToken).ConfigureAwait(false),
        });

    public override Task<GetEventDataFormatIdResponse> GetEventDataFormatId(GetEventDataFormatIdRequest request, ServerCallContext context) =>
        StreamApiState.AnswerAsync(async () => IsOff ? new GetEventDataFormatIdResponse() : new GetEventDataFormatIdResponse
        {
            DataFormatIdentifier = await state.Client.Formats.EventIdOfAsync(request.DataSource, request.Event, context.CancellationToken).ConfigureAwait(false),
        });

    public override Task<GetParametersListResponse> GetParametersList(GetParametersListRequest request, ServerCallContext context) => Task.FromResult(
        new GetParametersListResponse { Parameters = { IsOff ? [] : state.Client.Formats.ParametersOf(request.DataSource, request.DataFormatIdentifier) ?? [] } });

    public override Task<GetEventResponse> GetEvent(GetEventRequest request, ServerCallContext context) => Task.FromResult(
        new GetEventResponse { Event = (IsOff ? null : state.Client.Formats.EventOf(request.DataSource, request.DataFormatIdentifier)) ?? "" });
}
