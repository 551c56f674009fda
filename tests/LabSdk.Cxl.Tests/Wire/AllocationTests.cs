using System.Reflection;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Requests and answers of fixed layout cost no allocation.</summary>
public class AllocationTests
{
    public static TheoryData<string> Fixed => [.. WireCommand.All.Where(known => known.Response is { IsValueType: true }).Select(known => known.Id)];

    [Theory]
    [MemberData(nameof(Fixed))]
    public void Reading_and_writing_a_fixed_answer_allocates_nothing(string id) =>
        Invoke(nameof(OfAnswer), new WireCommand(id).Response!);

    [Fact]
    public void Writing_a_request_allocates_nothing()
    {
        foreach (var known in WireCommand.All.Where(known => known.Request is { IsValueType: true }))
        {
            Invoke(nameof(OfRequest), known.Request!);
        }
    }

    private static void Invoke(string method, Type type) =>
        typeof(AllocationTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);

    private static void OfAnswer<T>()
        where T : struct, ICxlResponse<T>
    {
        var payload = new byte[T.Command.ResponseMinimumSize + 4];
        var room = new byte[payload.Length];
        AssertNothing(() => T.Read(payload).Write(room));
    }

    private static void OfRequest<T>()
        where T : struct, ICxlRequest
    {
        var room = new byte[default(T).Size];
        AssertNothing(() => default(T).Write(room));
    }

    private static void AssertNothing(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            work();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
