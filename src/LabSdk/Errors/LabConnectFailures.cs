using System.Text;
using LabSdk.Endpoints;

namespace LabSdk;

/// <summary>Joins the failures of a connect into one error that shows all of them.</summary>
internal static class LabConnectFailures
{
    /// <summary>The failure itself when there was one endpoint, else one error whose message is the tree of all.</summary>
    public static Exception Join(IReadOnlyList<(LabEndpoint Endpoint, Exception? Error)> attempts)
    {
        var failed = attempts.Where(attempt => attempt.Error is not null).ToArray();
        if (attempts.Count == 1 && failed[0].Error is LabException only)
        {
            return only;
        }

        var message = new StringBuilder();
        message.Append(System.Globalization.CultureInfo.InvariantCulture, $"{failed.Length} of {attempts.Count} endpoints could not be connected:");
        foreach (var (endpoint, error) in attempts)
        {
            message.Append('\n').Append(error is null ? "  [ok]     " : "  [failed] ").Append(endpoint);
            for (var cause = error; cause is not null; cause = cause is LabException ? null : cause.InnerException)
            {
                message.Append("\n           ").Append(cause.Message.ReplaceLineEndings("\n           "));
            }
        }

        return new LabConnectionException(
            LabErrorIds.ConnectFailed,
            message.ToString(),
            "\nNothing stays connected. Correct or leave out what failed and connect again.",
            isTransient: failed.All(attempt => attempt.Error is LabException { IsTransient: true }),
            innerException: new AggregateException(failed.Select(attempt => attempt.Error!)))
        {
            Endpoint = string.Join(", ", failed.Select(attempt => attempt.Endpoint)),
        };
    }
}
