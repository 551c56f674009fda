namespace LabSdk.Notebooks.Tests.Engine;

public sealed class MemoryTests
{
    [Fact]
    public async Task Three_hundred_cells_stay_small()
    {
        var (workingSet, warnings) = await LongSession.RunAsync(300);

        Assert.InRange(workingSet, 1, 350_000_000);
        Assert.Equal(0, warnings);
    }

    [Fact]
    public async Task A_session_that_grows_large_is_warned_once()
    {
        var (_, warnings) = await LongSession.RunAsync(405);

        Assert.Equal(1, warnings);
    }
}
