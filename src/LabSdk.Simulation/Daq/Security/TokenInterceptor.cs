using Grpc.Core;
using LabSdk.Grpc.Server.Calls;
using LabSdk.Grpc.Server.Interception;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Asks every call of every service for the token, or for a JWT signed with it.</summary>
internal sealed class TokenInterceptor(Secret token, TimeProvider time) : IServerInterceptor
{
    public Task InvokeAsync(HttpServerCallContext call, Func<HttpServerCallContext, Task> next)
    {
        var headers = call.RequestHeaders;
        var shown = AuthorizationHeaders.Token(
            headers.GetValue(AuthorizationHeaders.Authorization), headers.GetValue(AuthorizationHeaders.ApiKey));
        if (string.IsNullOrEmpty(shown))
        {
            throw RpcErrors.Error(StatusCode.Unauthenticated, "missing authorization token");
        }

        return token.Equals(new Secret(shown)) || JsonWebToken.IsValid(shown, token, time.GetUtcNow())
            ? next(call)
            : throw RpcErrors.Error(StatusCode.Unauthenticated, "invalid authentication token");
    }
}
