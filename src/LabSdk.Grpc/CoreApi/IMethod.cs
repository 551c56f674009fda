namespace Grpc.Core;

/// <summary>What is known of a method without its message types.</summary>
internal interface IMethod
{
    MethodType Type { get; }

    string ServiceName { get; }

    string Name { get; }

    string FullName { get; }
}
