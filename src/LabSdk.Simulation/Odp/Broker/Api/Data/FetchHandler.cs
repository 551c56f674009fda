namespace LabSdk.Simulation.Odp;

/// <summary>Reads records. A reader that finds none waits until some come, or its time is over.</summary>
internal sealed class FetchHandler(BrokerState state) : IApiHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public KafkaApi Api => KafkaApi.Fetch;

    public (short Lowest, short Highest) Versions => (4, 11);

    public async ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var question = FetchQuestion.Read(request);
        var refused = request.Injected != KafkaErrorCode.None ? request.Injected
            : question.SessionId != 0 ? KafkaErrorCode.FetchSessionIdNotFound
            : KafkaErrorCode.None;
        var found = new FetchFindings(question, state, refused);
        if (refused == KafkaErrorCode.None && !found.Collect() && question.MaxWait > TimeSpan.Zero)
        {
            await WaitAsync(question, found, request.Ended).ConfigureAwait(false);
        }

        found.Write(answer, request.Version);
    }

    private async Task WaitAsync(FetchQuestion question, FetchFindings found, CancellationToken ended)
    {
        var waiter = new FetchWaiter();
        var logs = question.Topics.SelectMany(topic => topic.Partitions.Select(partition => state.Topics.Find(topic.Name, partition.Number))).OfType<PartitionLog>().ToArray();
        foreach (var log in logs)
        {
            log.Register(waiter);
        }

        try
        {
            var isOver = 0;
            var wait = question.MaxWait < LongestWait ? question.MaxWait : LongestWait;
            using var timer = state.Options.Time.CreateTimer(_ => Over(), null, wait, Timeout.InfiniteTimeSpan);
            using var ending = ended.Register(Over);
            while (true)
            {
                waiter.Arm();
                if (Volatile.Read(ref isOver) != 0 || found.Collect())
                {
                    break;
                }

                await waiter.WaitAsync().ConfigureAwait(false);
            }

            void Over()
            {
                Volatile.Write(ref isOver, 1);
                waiter.Signal();
            }
        }
        finally
        {
            foreach (var log in logs)
            {
                log.Unregister(waiter);
            }
        }

        found.Collect();
        ended.ThrowIfCancellationRequested();
    }
}
