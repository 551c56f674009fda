namespace LabSdk.Grpc.Client;

/// <summary>Defaults and ranges, used by the options, their documentation and the tests.</summary>
internal static class GrpcDefaults
{
    public const int MaxMessageBytes = 104_857_600;
    public const double ConnectTimeoutSeconds = 10;
    public const double KeepAliveDelaySeconds = 30;
    public const double KeepAliveTimeoutSeconds = 20;
    public const int MaxAttempts = 3;
    public const double InitialBackoffSeconds = 0.1;
    public const double MaxBackoffSeconds = 2;
    public const int StreamWindowBytes = 1024 * 1024;
    public const int MaxHeaderKilobytes = 16;
}
