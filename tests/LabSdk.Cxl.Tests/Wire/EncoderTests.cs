namespace LabSdk.Cxl.Tests.Wire;

/// <summary>What cannot be written is refused before it is sent.</summary>
public class EncoderTests
{
    [Fact]
    public void Too_little_room() =>
        Assert.Throws<ArgumentException>(() => new MemdevGetLsaRequest { Offset = 1, Length = 2 }.Write(new byte[7]));

    [Fact]
    public void Too_many_entries_for_the_count() =>
        Assert.Contains("255", Assert.Throws<ArgumentException>(() => WireCommand.Write(new ClearEventRecordsRequest { Handles = new ushort[256] })).Message);

    [Fact]
    public void Fixed_bytes_that_are_too_long_or_short()
    {
        Assert.Throws<ArgumentException>(() => WireCommand.Write(new MemdevUnlockRequest { CurrentPassphrase = new byte[33] }));
        Assert.Equal([1, 2, .. new byte[30]], WireCommand.Write(new MemdevUnlockRequest { CurrentPassphrase = new byte[] { 1, 2 } }));
    }

    [Fact]
    public void Numbers_of_24_bits_do_not_lose_their_top()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WireCommand.Write(new FmapiSendPpbCxlioConfigRequestRequest { Access = new(0x1000000) }));
        var access = new CxlConfigurationAccess { RegisterNumber = 0x34, ExtendedRegisterNumber = 1, FirstDwordByteEnable = 0xF, IsWrite = true };
        Assert.Equal(0x80F134u, access.Value);
    }

    [Fact]
    public void Memory_request_has_16_bytes_of_header_and_data_only_for_a_write()
    {
        var read = new FmapiSendLdCxlioMemRequestRequest { PortId = 1, LdId = 2, TransactionLength = 4, TransactionAddress = 0x100, TransactionData = new byte[4] };
        Assert.Equal(16, read.Size);
        var write = read with { Access = new() { IsWrite = true, FirstDwordByteEnable = 0xF } };
        Assert.Equal("0100f08002000400000100000000000000000000", Convert.ToHexStringLower(WireCommand.Write(write)));
        Assert.Throws<ArgumentException>(() => WireCommand.Write(write with { TransactionLength = 8 }));
    }

    [Fact]
    public void Virtual_switches_from_a_later_start_are_read_however_the_switch_counts()
    {
        // Five vPPBs, asked from the third on, at most ten: two are left, and that is what some switches send.
        byte[] left = [1, 0, 0, 0, 7, 1, 0, 5, 2, 1, 255, 0, 3, 2, 4, 0];
        var answer = FmapiGetVcsInfo.Read(left, new FmapiGetVcsInfoRequest { StartVppb = 3, VppbLimit = 10 });
        Assert.Equal(2, Assert.Single(answer.Vcss).Vppbs.Count);
        Assert.Equal(left, WireCommand.Write(answer));
        byte[] all = [.. left, .. new byte[12]];
        answer = FmapiGetVcsInfo.Read(all, new FmapiGetVcsInfoRequest { StartVppb = 3, VppbLimit = 10 });
        Assert.Equal(5, Assert.Single(answer.Vcss).Vppbs.Count);
        Assert.Throws<CxlProtocolException>(() => FmapiGetVcsInfo.Read(left, new FmapiGetVcsInfoRequest { StartVppb = 0, VppbLimit = 10 }));
    }

    [Fact]
    public void Memory_answer_to_a_write_has_no_data_whatever_its_size_says()
    {
        byte[] payload = [8, 0, 0, 0];
        var write = new FmapiSendLdCxlioMemRequestRequest { Access = new() { IsWrite = true } };
        Assert.Equal(8, FmapiSendLdCxlioMemRequest.Read(payload, write).ReturnSize);
        Assert.Throws<CxlProtocolException>(() => FmapiSendLdCxlioMemRequest.Read(payload, new FmapiSendLdCxlioMemRequestRequest()));
    }

    [Fact]
    public void Event_validity_follows_from_the_fields_that_are_given()
    {
        var sent = CxlEventRecord.Of(new CxlDramEvent { Channel = 0, Row = 0x1FFFF, ComponentId = new byte[16], ValidityFlags = CxlDramValidity.ComponentIdIsPldm }, new() { Handle = 5 });
        var read = Assert.IsType<CxlDramEvent>(sent.ReadDetails());
        Assert.Equal(CxlDramValidity.Channel | CxlDramValidity.Row | CxlDramValidity.ComponentId | CxlDramValidity.ComponentIdIsPldm, read.ValidityFlags);
        Assert.Equal((byte)0, read.Channel);
        Assert.Null(read.Rank);
        Assert.Equal(5, sent.Handle);
    }

    [Fact]
    public void Header_layout_and_reserved_bits()
    {
        var bytes = new byte[12];
        CciHeader.Request(0x4103, 7, 0x12345).Write(bytes);
        Assert.Equal("000700034145230100000000", Convert.ToHexStringLower(bytes));
        (bytes[0], bytes[2], bytes[7]) = (0xF1, 0xFF, 0xF1);
        Assert.True(CciHeader.TryRead(bytes, out var header));
        Assert.Equal(new CciHeader { IsResponse = true, Tag = 7, Opcode = 0x4103, PayloadLength = 0x12345, IsBackgroundActive = true }, header);
        bytes[0] = 2;
        Assert.True(CciHeader.TryRead(bytes, out header));
        Assert.Null(header.IsResponse);
        Assert.Throws<ArgumentOutOfRangeException>(() => CciHeader.Request(1, 0, 1 << 20).Write(new byte[12]));
    }
}
