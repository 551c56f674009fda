using LabSdk.Testing;

namespace LabSdk.Tests.EndToEnd;

/// <summary>Every synchronous member works where a careless bridge would hang.</summary>
public sealed class FacadeMemberTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-members").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_synchronous_member_is_known_to_this_test()
    {
        var declared = FacadeMembers.Declared().ToHashSet();

        Assert.Empty(declared.Except(FacadeMembers.Calls.Keys).Select(member => $"Say in FacadeMembers how to call {member}"));
        Assert.Empty(FacadeMembers.Calls.Keys.Except(declared).Select(member => $"{member} does not exist any more"));
    }

    [Fact]
    public void Every_member_works_under_a_single_threaded_synchronization_context() => SingleThreadContext.Run(() =>
    {
        using var lab = Lab.Simulate(SimulatedLab.Options, options => options.DataFolder = _folder);
        CallAll(lab);
    });

    [Fact]
    public async Task Every_member_works_with_two_pool_threads_and_several_callers()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(2, 2);
        try
        {
            // The callers themselves hold pool threads while they block.
            var callers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                using var lab = Lab.Simulate(SimulatedLab.Options, options => options.DataFolder = _folder);
                CallAll(lab);
            }));
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(3));
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, completions);
        }
    }

    [Fact]
    public async Task Many_parallel_readers_do_not_starve_the_pool()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(2, 2);
        try
        {
            await using var lab = await SimulatedLab.StartAsync();
            var power = lab.Detector("mock_power_meter");
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => power.Read()))).WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, completions);
        }
    }

    private static void CallAll(Lab lab)
    {
        foreach (var (member, call) in FacadeMembers.Calls)
        {
            try
            {
                call(lab);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{member}: {error.Message}", error);
            }
        }
    }
}
