using LabSdk.Simulation;

namespace LabSdk.Kernel.Commands;

/// <summary>Reads a token from a file, so that it stands neither on the command line nor in the shell history.</summary>
internal static class TokenFileReader
{
    private const int LongestToken = 4096;

    public static async Task<Secret> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            if (file.Exists && file.Length > LongestToken)
            {
                throw Unusable(file, "it is too long for a token", null);
            }

            var text = (await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false)).Trim();
            return text.Length > 0 ? new Secret(text) : throw Unusable(file, "it is empty", null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, failure.Message, failure);
        }
    }

    private static LabConfigurationException Unusable(FileInfo file, string why, Exception? failure) => new(
        SimulationErrorIds.TokenFile,
        $"The token file '{file.FullName}' cannot be used: {why}",
        "Give a readable file that holds the token and nothing else.",
        innerException: failure);
}
