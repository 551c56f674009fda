using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Every decoder as a function from bytes to what it writes again, with good inputs from the golden cases and the table.</summary>
internal sealed record WireDecoder(string Name, Func<byte[], byte[]> Repeat, IReadOnlyList<byte[]> Good)
{
    private static readonly string[] Files = ["commands-generic.json", "commands-memdev.json", "commands-fmapi.json", "commands-vendor.json"];

    public static IReadOnlyList<WireDecoder> Responses { get; } = [.. Make("response", known => known.Response, nameof(OfResponse))];

    public static IReadOnlyList<WireDecoder> Requests { get; } = [.. Make("request", known => known.Request, nameof(OfRequest))];

    private static IEnumerable<WireDecoder> Make(string part, Func<WireCommand, Type?> pick, string method)
    {
        var good = Files.SelectMany(file => Vectors.Read("cxl", file).EnumerateArray()).ToLookup(
            vector => vector.GetProperty("command").GetString()!, vector => Convert.FromHexString(vector.GetProperty(part + "_payload").GetString() ?? ""));
        foreach (var known in WireCommand.All)
        {
            if (pick(known) is { } type)
            {
                var repeat = typeof(WireDecoder).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                    .MakeGenericMethod(type).Invoke(null, null)!;
                var layout = new WireLayout(new Random(2));
                var made = known.Structure(part) is { } structure ? Enumerable.Range(0, 4).Select(_ => layout.Make(structure, withOptional: true).Payload) : [];
                yield return new WireDecoder(known.Id, (Func<byte[], byte[]>)repeat, [.. good[known.Id], .. made]);
            }
        }
    }

    private static Func<byte[], byte[]> OfResponse<T>()
        where T : ICxlResponse<T> => input =>
        {
            var answer = T.Read(input);
            var bytes = new byte[answer.Size];
            answer.Write(bytes);
            return bytes;
        };

    private static Func<byte[], byte[]> OfRequest<T>()
        where T : ICxlRequest<T> => input =>
        {
            var request = T.Read(input);
            var bytes = new byte[request.Size];
            request.Write(bytes);
            return bytes;
        };
}
