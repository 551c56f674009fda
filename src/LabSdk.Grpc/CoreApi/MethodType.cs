namespace Grpc.Core;

/// <summary>The four kinds of call.</summary>
internal enum MethodType
{
    Unary,
    ClientStreaming,
    ServerStreaming,
    DuplexStreaming,
}
