using Grpc.Core;
using LabSdk.Odp.Wire.KeyGenerator;

namespace LabSdk.Simulation.Odp;

/// <summary>UniqueKeyGeneratorService.</summary>
internal sealed class KeyCalls(StreamApiState state) : UniqueKeyGeneratorService.UniqueKeyGeneratorServiceBase
{
    public override Task<GenerateUniqueKeyResponse> GenerateUniqueKey(GenerateUniqueKeyRequest request, ServerCallContext context) => Task.FromResult(request.Type switch
    {
        KeyType.Ulong => new GenerateUniqueKeyResponse { UlongKey = state.Keys.Next() },
        KeyType.String => new GenerateUniqueKeyResponse { StringKey = Guid.NewGuid().ToString("D") },
        _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "The key type has to be KEY_TYPE_ULONG or KEY_TYPE_STRING.")),
    });
}
