using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Golden event records of every kind: header, fields, and null for what the device marks as not valid.</summary>
[Trait("Category", "Vectors")]
public class EventVectorTests
{
    // Fields whose validity is said by the event type, not by a flag.
    private static readonly Dictionary<string, long[]> ByType = new()
    {
        ["General Media.event_sub_type"] = [2],
        ["DRAM.event_sub_type"] = [3],
        ["Memory Module.event_sub_type"] = [7],
        ["Dynamic Capacity.host_id"] = [4, 5],
        ["Dynamic Capacity.updated_region"] = [3],
    };

    private static readonly string[] ExtentFields = ["start_dpa", "len", "tag", "shared_seq"];

    public static TheoryData<string, string> GeneralMedia => Vectors.Load("cxl", "events.json", "General Media");

    public static TheoryData<string, string> Dram => Vectors.Load("cxl", "events.json", "DRAM");

    public static TheoryData<string, string> MemoryModule => Vectors.Load("cxl", "events.json", "Memory Module");

    public static TheoryData<string, string> MemorySparing => Vectors.Load("cxl", "events.json", "Memory Sparing");

    public static TheoryData<string, string> PhysicalSwitch => Vectors.Load("cxl", "events.json", "Physical Switch");

    public static TheoryData<string, string> VirtualSwitch => Vectors.Load("cxl", "events.json", "Virtual Switch");

    public static TheoryData<string, string> MldPort => Vectors.Load("cxl", "events.json", "MLD Port");

    public static TheoryData<string, string> DynamicCapacity => Vectors.Load("cxl", "events.json", "Dynamic Capacity");

    [Theory]
    [MemberData(nameof(GeneralMedia))]
    [MemberData(nameof(Dram))]
    [MemberData(nameof(MemoryModule))]
    [MemberData(nameof(MemorySparing))]
    [MemberData(nameof(PhysicalSwitch))]
    [MemberData(nameof(VirtualSwitch))]
    [MemberData(nameof(MldPort))]
    [MemberData(nameof(DynamicCapacity))]
    public void Record_is_read_by_its_kind(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var bytes = Convert.FromHexString(vector.GetProperty("record").GetString()!);
        var record = Read(bytes);
        var kind = vector.GetProperty("kind").GetString()!;
        Assert.Equal(kind, record.Kind);
        Assert.Equal(vector.GetProperty("uuid").GetString(), record.Uuid.ToString());
        WireValues.AssertEqual(record, WireNames.Fields("event_record"), "event_record", vector.GetProperty("header"));
        AssertHeader(record);

        var details = record.ReadDetails();
        Assert.NotNull(details);
        Assert.Equal(record.Uuid, details.Uuid);
        AssertFields(details, kind, vector.GetProperty("fields"));

        // What is written again has the same meaning, and all that is valid has the same bytes.
        var again = CxlEventRecord.Of(details, record);
        var text = again.ReadDetails()!.ToString();
        Assert.Equal(details.ToString(), text);
        Assert.All(again.Data.ToArray().Zip(record.Data.ToArray()), pair => Assert.True(pair.First == pair.Second || pair.First == 0, name));
    }

    [Fact]
    public void A_kind_that_is_not_known_keeps_its_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 128).Select(number => (byte)number)];
        var record = Read(bytes);
        Assert.Null(record.Kind);
        Assert.Null(record.ReadDetails());
        Assert.Equal(bytes[48..], record.Data.ToArray());
    }

    private static CxlEventRecord Read(byte[] record)
    {
        byte[] answer = [.. new byte[20], 1, 0, .. new byte[10], .. record];
        return Assert.Single(GetEventRecords.Read(answer).Records);
    }

    private static void AssertHeader(CxlEventRecord record)
    {
        var flags = record.Flags.Value;
        Assert.Equal((CxlEventSeverity)(flags & 3), record.Severity);
        Assert.Equal((flags & 0x40) != 0 ? record.MaintenanceOperationSubclass : null, record.MaintenanceSubclass);
        Assert.Equal((flags & 0x80) != 0 ? record.LdId : null, record.LogicalDevice);
        Assert.Equal((flags & 0x100) != 0 ? record.HeadId : null, record.Head);
        Assert.Equal(record.Timestamp == 0, record.Time is null);
    }

    private static void AssertFields(CxlEventDetails details, string kind, JsonElement expected)
    {
        var layout = WireNames.Table.GetProperty("event_records").EnumerateArray().First(each => each.GetProperty("name").GetString() == kind).GetProperty("fields");
        var bits = layout.EnumerateArray().FirstOrDefault(field => field.GetProperty("name").GetString() == "validity_flags") is { ValueKind: JsonValueKind.Object } flags
            ? flags.GetProperty("bits").EnumerateArray().ToDictionary(bit => bit.GetProperty("name").GetString()!, bit => int.Parse(bit.GetProperty("bits").GetString()!))
            : [];
        var path = "event_" + kind.ToLowerInvariant().Replace(' ', '_');
        foreach (var field in expected.EnumerateObject())
        {
            var value = details.GetType().GetProperty(WireNames.Property($"{path}.{field.Name}", null))!.GetValue(details);
            var valid = IsValid(kind, field.Name, expected, bits);
            Assert.True(valid == (value is not null), $"{kind}.{field.Name} is {value ?? "null"}");
            if (!valid)
            {
                continue;
            }

            switch (value)
            {
                case MemdevGetHealthInfo health:
                    WireValues.AssertEqual(health, WireNames.Fields("memdev_get_health_info_rsp"), "memdev_get_health_info_rsp", field.Value);
                    break;
                case CxlDcExtent extent:
                    Assert.Equal(
                        [extent.StartDpa.ToString(), extent.Length.ToString(), Convert.ToHexStringLower(extent.Tag.ToByteArray(bigEndian: true)), extent.SharedSequence.ToString()],
                        ExtentFields.Select(name => field.Value.GetProperty(name).ToString()));
                    break;
                case IReadOnlyList<ulong> words:
                    Assert.Equal(field.Value.EnumerateArray().Select(word => word.GetUInt64()), words);
                    break;
                default:
                    Assert.Equal(field.Value.ToString(), WireValues.Text(value!, field.Value));
                    break;
            }
        }
    }

    private static bool IsValid(string kind, string field, JsonElement fields, Dictionary<string, int> bits)
    {
        if (ByType.TryGetValue($"{kind}.{field}", out var types))
        {
            return types.Contains(fields.GetProperty("event_type").GetInt64());
        }

        var flag = field is "extents_available" or "tags_available" ? "available_counts" : field;
        return !bits.TryGetValue(flag, out var bit) || ((fields.GetProperty("validity_flags").GetInt64() >> bit) & 1) != 0;
    }
}
