using System.Reflection;
using LabSdk.Benchmarks.Harness;
using LabSdk.Cxl;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>CXL payloads: every answer of fixed layout read and written, requests written, a page of event records.</summary>
internal sealed class CxlWire : IComparison
{
    private const int Repeats = 100_000;

    public string Name => "cxl wire";

    public Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var answers = typeof(CxlCommand).Assembly.GetTypes().Where(IsFixedAnswer)
            .Select(type => (Figures)typeof(CxlWire).GetMethod(nameof(Answer), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!)
            .OrderBy(figures => figures.Nanoseconds).ToArray();
        var slowest = answers[^1];
        var health = answers.First(figures => figures.Name == nameof(MemdevGetHealthInfo));
        var request = Request();
        var (events, eventBytes) = Events();
        return Task.FromResult<IReadOnlyList<ComparisonRow>>(
        [
            ComparisonRow.Limit("cxl: Get Health Info read and written, with a request and its header", health.Nanoseconds + request, 1_000, "ns"),
            ComparisonRow.Limit("cxl: fixed answer read and written, median command", answers[answers.Length / 2].Nanoseconds, 1_000, "ns", $"{answers.Length} commands"),
            ComparisonRow.Limit("cxl: the slowest of them", slowest.Nanoseconds, 1_000, "ns", slowest.Name),
            ComparisonRow.Limit("cxl: allocation, the most of them", Math.Round(answers.Max(figures => figures.Bytes), 2), 0, "B", "of one read and write"),
            ComparisonRow.Limit("cxl: page of 20 event records read", events, 20_000, "ns", $"{eventBytes:0} B allocated: the list and its records; data are slices"),
        ]);
    }

    private static bool IsFixedAnswer(Type type) => type.IsValueType && type.GetProperty("Data") is null
        && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICxlResponse<>));

    private static Figures Answer<T>()
        where T : struct, ICxlResponse<T>
    {
        var payload = new byte[Math.Max(T.Command.ResponseMinimumSize, default(T).Size)];
        var room = new byte[payload.Length];
        void Work()
        {
            for (var i = 0; i < Repeats; i++)
            {
                T.Read(payload).Write(room);
            }
        }

        var seconds = Measure.MedianSeconds(Work);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        return new Figures(typeof(T).Name, seconds / Repeats * 1e9, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Repeats);
    }

    private static double Request()
    {
        var room = new byte[CciHeader.Size + 24];
        return Measure.MedianSeconds(() =>
        {
            for (var i = 0; i < Repeats; i++)
            {
                var request = new GetLogRequest { Uuid = CxlLogIds.CommandEffects, Offset = (uint)i, Length = 512 };
                CciHeader.Request(0x0401, (byte)i, request.Write(room.AsSpan(CciHeader.Size))).Write(room);
            }
        }) / Repeats * 1e9;
    }

    private static (double Nanoseconds, double Bytes) Events()
    {
        var page = new byte[32 + (20 * 128)];
        page[20] = 20;
        void Work()
        {
            for (var i = 0; i < Repeats / 20; i++)
            {
                GetEventRecords.Read(page);
            }
        }

        var seconds = Measure.MedianSeconds(Work);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        return (seconds / (Repeats / 20) * 1e9, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Repeats / 20));
    }

    private sealed record Figures(string Name, double Nanoseconds, double Bytes);
}
