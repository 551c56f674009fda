using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>What a client shows of an answer: units applied, "not implemented" and "not valid" as null, names instead of numbers.</summary>
[Trait("Category", "Vectors")]
public class SemanticVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("cxl", "semantic.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_are_those_of_the_case(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var payload = (ReadOnlyMemory<byte>)Convert.FromHexString(vector.GetProperty("response_payload").GetString()!);
        var values = JsonSerializer.SerializeToElement(Values(vector.GetProperty("command").GetString()!, payload));
        var expected = vector.GetProperty("values");
        Assert.All(expected.EnumerateObject(), value => Assert.True(
            values.TryGetProperty(value.Name, out var own) && JsonElement.DeepEquals(own, value.Value), $"{name}: {value.Name} is {own}, not {value.Value}"));
    }

    private static object Values(string command, ReadOnlyMemory<byte> payload) => command switch
    {
        "identify" => Of(Identify.Read(payload)),
        "bg_op_status" => Of(BgOpStatus.Read(payload)),
        "get_timestamp" => new { time = CxlTime.ToText(GetTimestamp.Read(payload).Timestamp) },
        "get_supported_logs" => new { logs = GetSupportedLogs.Read(payload).Logs.Select(log => new { uuid = log.Uuid, name = log.Name, size = log.Size }) },
        "get_poison_list" => Of(GetPoisonList.Read(payload)),
        "memdev_identify" => Of(MemdevIdentify.Read(payload)),
        "memdev_get_health_info" => Of(MemdevGetHealthInfo.Read(payload)),
        "memdev_get_partition_info" => Of(MemdevGetPartitionInfo.Read(payload)),
        "fmapi_identify_sw_device" => Of(FmapiIdentifySwDevice.Read(payload)),
        "fmapi_get_ld_allocations" => Of(FmapiGetLdAllocations.Read(payload)),
        _ => throw new Xunit.Sdk.XunitException($"No values known for {command}"),
    };

    private static object Of(Identify identity) => new { max_message_bytes = identity.MaximumMessageBytes, component = identity.ComponentType.ToText(), serial = identity.Serial };

    private static object Of(BgOpStatus status) => new
    {
        in_progress = status.IsInProgress,
        percent = status.Percent,
        opcode = status.Opcode,
        result = (int?)status.Result,
        aborted = status.IsAborted,
    };

    private static object Of(GetPoisonList list) => new
    {
        more = list.HasMore,
        overflow = list.IsOverflowed,
        scan_in_progress = list.IsScanInProgress,
        overflow_time = list.IsOverflowed ? CxlTime.ToText(list.OverflowTimestamp) : null,
        records = list.Records.Select(record => new { dpa = record.Dpa, source = Lower(record.Source.ToText()), length_bytes = record.LengthBytes }),
    };

    private static object Of(MemdevIdentify identity) => new
    {
        fw_revision = identity.FirmwareRevision,
        total_bytes = identity.TotalCapacityBytes,
        volatile_only_bytes = identity.VolatileCapacityBytes,
        persistent_only_bytes = identity.PersistentCapacityBytes,
        partition_alignment_bytes = identity.PartitionAlignmentBytes,
        partitionable_bytes = identity.PartitionableBytes,
        lsa_size = identity.LsaSize,
        max_poison_records = identity.MaximumPoisonRecords,
        inject_poison_limit = identity.InjectPoisonLimit,
        injects_persistent_poison = identity.InjectsPersistentPoison,
        scans_for_poison = identity.ScansForPoison,
        egress_port_congestion = identity.QosTelemetryCapabilities.HasFlag(CxlQosTelemetryCapabilities.EgressPortCongestion),
        temporary_throughput_reduction = identity.QosTelemetryCapabilities.HasFlag(CxlQosTelemetryCapabilities.TemporaryThroughputReduction),
        dc_event_log_size = identity.DynamicCapacityEventLogSize,
    };

    private static object Of(MemdevGetHealthInfo health) => new
    {
        health_flags = WireNames.Fields("memdev_get_health_info_rsp")[0].GetProperty("bits").EnumerateArray()
            .Where(bit => (((int)health.HealthStatus >> int.Parse(bit.GetProperty("bits").GetString()!)) & 1) != 0).Select(bit => bit.GetProperty("name").GetString()),
        media_status = health.MediaStatus.ToText(),
        media_status_code = (int)health.MediaStatus,
        life_used_state = Lower(health.LifeUsedState.ToText()),
        temperature_state = Lower(health.TemperatureState.ToText()),
        corrected_volatile_alarm = health.IsCorrectedVolatileAlarm,
        corrected_persistent_alarm = health.IsCorrectedPersistentAlarm,
        life_used_percent = health.LifeUsedPercent,
        temperature_celsius = health.TemperatureCelsius,
        dirty_shutdown_count = health.DirtyShutdownCount,
        corrected_volatile_errors = health.CorrectedVolatileErrorCount,
        corrected_persistent_errors = health.CorrectedPersistentErrorCount,
    };

    private static object Of(MemdevGetPartitionInfo partition) => new
    {
        active_volatile_bytes = partition.ActiveVolatileBytes,
        active_persistent_bytes = partition.ActivePersistentBytes,
        next_volatile_bytes = partition.PendingVolatileBytes,
        next_persistent_bytes = partition.PendingPersistentBytes,
        change_pending = partition.IsChangePending,
    };

    private static object Of(FmapiIdentifySwDevice device) => new
    {
        ingress_port = device.IngressPortId,
        ports = device.PhysicalPortCount,
        active_ports = device.ActivePorts,
        vcs = device.VcsCount,
        active_vcs = device.ActiveVcss,
        total_vppbs = device.TotalVppbCount,
        active_vppbs = device.ActiveVppbCount,
        hdm_decoders_per_usp = device.HdmDecodersPerUsp,
    };

    private static object Of(FmapiGetLdAllocations list) => new
    {
        total_lds = list.LdCount,
        granularity_bytes = list.GranularityBytes,
        lds = list.ReadSizes().Select(each => new { ld = each.LdId, range1_bytes = each.Range1Bytes, range2_bytes = each.Range2Bytes }),
    };

    private static string? Lower(string? text) => text?.ToLowerInvariant();
}
