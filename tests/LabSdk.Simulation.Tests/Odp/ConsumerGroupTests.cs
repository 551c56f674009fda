using LabSdk.Simulation.Odp;
using LabSdk.Simulation.Tests.Daq;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>The rules of groups, with a clock that is moved by hand.</summary>
public class ConsumerGroupTests
{
    private static readonly byte[] First = [1], Second = [2];
    private readonly ManualTime _time = new();
    private readonly ConsumerGroup _group;

    public ConsumerGroupTests() => _group = new ConsumerGroup("g", new SimulatedBrokerOptions { Time = _time });

    [Fact]
    public async Task One_member_leads_and_gets_what_it_hands_out()
    {
        var joined = await JoinAsync("");
        Assert.Equal((KafkaErrorCode.None, 1, "range", joined.MemberId), (joined.Error, joined.Generation, joined.Protocol, joined.Leader));
        Assert.Equal([joined.MemberId], joined.Members.Select(member => member.Id));
        var synced = await _group.SyncAsync(joined.MemberId, 1, new Dictionary<string, byte[]> { [joined.MemberId] = First });
        Assert.Equal(First, synced.Assignment);
        Assert.Equal(("Stable", "range"), (_group.Snapshot().State, _group.Snapshot().Protocol));
    }

    [Fact]
    public async Task A_second_member_makes_the_first_join_again_and_waits_for_its_division()
    {
        var first = await StableAsync();
        var joining = JoinAsync("");
        Assert.False(joining.IsCompleted);
        Assert.Equal(KafkaErrorCode.RebalanceInProgress, _group.Heartbeat(first.MemberId, 1));
        var again = await JoinAsync(first.MemberId);
        var second = await joining;
        Assert.Equal((2, 2, first.MemberId), (again.Generation, second.Generation, second.Leader));
        Assert.Equal(2, again.Members.Count);
        Assert.Empty(second.Members);
        var waiting = _group.SyncAsync(second.MemberId, 2, new Dictionary<string, byte[]>());
        Assert.False(waiting.IsCompleted);
        Assert.Equal(KafkaErrorCode.IllegalGeneration, (await _group.SyncAsync(second.MemberId, 1, new Dictionary<string, byte[]>())).Error);
        var own = await _group.SyncAsync(first.MemberId, 2, new Dictionary<string, byte[]> { [first.MemberId] = First, [second.MemberId] = Second });
        Assert.Equal(First, own.Assignment);
        Assert.Equal(Second, (await waiting).Assignment);
        Assert.Equal(KafkaErrorCode.None, _group.Heartbeat(second.MemberId, 2));
    }

    [Fact]
    public async Task A_silent_member_is_taken_out_after_its_time()
    {
        var first = await StableAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        _group.Sweep();
        Assert.Equal(KafkaErrorCode.None, _group.Heartbeat(first.MemberId, 1));
        _time.Advance(TimeSpan.FromSeconds(9));
        _group.Sweep();
        Assert.Single(_group.Snapshot().Members);
        _time.Advance(TimeSpan.FromSeconds(2));
        _group.Sweep();
        Assert.Equal("Empty", _group.Snapshot().State);
        Assert.Equal(KafkaErrorCode.UnknownMemberId, _group.Heartbeat(first.MemberId, 1));
    }

    [Fact]
    public async Task A_member_that_does_not_come_again_is_left_behind()
    {
        var first = await StableAsync();
        var joining = JoinAsync("");
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(KafkaErrorCode.RebalanceInProgress, _group.Heartbeat(first.MemberId, 1));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(KafkaErrorCode.RebalanceInProgress, _group.Heartbeat(first.MemberId, 1));
        _group.Sweep();
        Assert.False(joining.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        _group.Sweep();
        var second = await joining;
        Assert.Equal((KafkaErrorCode.None, second.MemberId), (second.Error, second.Leader));
        Assert.Equal(KafkaErrorCode.UnknownMemberId, _group.Heartbeat(first.MemberId, 2));
    }

    [Fact]
    public async Task A_member_that_leaves_ends_its_waiting_and_the_rest_divides_anew()
    {
        var first = await StableAsync();
        var joining = JoinAsync("");
        Assert.Equal(KafkaErrorCode.None, _group.Leave(first.MemberId));
        Assert.Equal((KafkaErrorCode.None, 2), ((await joining).Error, (await joining).Generation));
        Assert.Equal(KafkaErrorCode.UnknownMemberId, _group.Leave(first.MemberId));
    }

    [Fact]
    public async Task New_clients_are_told_their_name_first()
    {
        var told = await JoinAsync("", mustKnowId: true);
        Assert.Equal(KafkaErrorCode.MemberIdRequired, told.Error);
        Assert.Empty(_group.Snapshot().Members);
        Assert.Equal(KafkaErrorCode.None, (await JoinAsync(told.MemberId, mustKnowId: true)).Error);
        Assert.Equal(KafkaErrorCode.UnknownMemberId, (await JoinAsync("somebody", mustKnowId: true)).Error);
    }

    [Fact]
    public async Task A_member_with_a_fixed_name_takes_the_place_of_its_predecessor()
    {
        var first = await JoinAsync("", instance: "bench-1");
        var second = await JoinAsync("", instance: "bench-1");
        Assert.Equal(KafkaErrorCode.None, second.Error);
        Assert.Equal([second.MemberId], _group.Snapshot().Members.Select(member => member.Id));
        Assert.NotEqual(first.MemberId, second.MemberId);
    }

    [Fact]
    public async Task Members_need_an_assignor_in_common()
    {
        await JoinAsync("");
        Assert.Equal(KafkaErrorCode.InconsistentGroupProtocol, (await JoinAsync("", protocol: "sticky")).Error);
        Assert.Equal(KafkaErrorCode.InconsistentGroupProtocol, (await JoinAsync("", type: "connect")).Error);
    }

    [Fact]
    public async Task Positions_are_taken_from_members_of_this_generation_or_where_there_are_none()
    {
        Assert.Equal(KafkaErrorCode.None, _group.MayCommit("", -1));
        var first = await StableAsync();
        Assert.Equal(KafkaErrorCode.UnknownMemberId, _group.MayCommit("", -1));
        Assert.Equal(KafkaErrorCode.None, _group.MayCommit(first.MemberId, 1));
        Assert.Equal(KafkaErrorCode.IllegalGeneration, _group.MayCommit(first.MemberId, 2));
    }

    [Fact]
    public async Task A_new_group_waits_for_more_members_where_it_is_told_to()
    {
        var group = new ConsumerGroup("slow", new SimulatedBrokerOptions { Time = _time, GroupStartDelay = TimeSpan.FromSeconds(3) });
        var (first, second) = (group.JoinAsync(Question("")), group.JoinAsync(Question("")));
        Assert.False(first.IsCompleted || second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        group.Sweep();
        Assert.Equal((1, 1), ((await first).Generation, (await second).Generation));
    }

    private async Task<JoinAnswer> StableAsync()
    {
        var joined = await JoinAsync("");
        await _group.SyncAsync(joined.MemberId, joined.Generation, new Dictionary<string, byte[]>());
        return joined;
    }

    private Task<JoinAnswer> JoinAsync(string id, bool mustKnowId = false, string? instance = null, string protocol = "range", string type = "consumer") =>
        _group.JoinAsync(Question(id) with { MustKnowId = mustKnowId, InstanceId = instance, ProtocolType = type, Protocols = [(protocol, First)] });

    private static JoinQuestion Question(string id) =>
        new("g", id, null, "consumer", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), [("range", First)], "test", "/127.0.0.1", MustKnowId: false);
}
