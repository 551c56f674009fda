namespace LabSdk.Cxl.Tests.Wire;

/// <summary>The edges of units, sentinels and validity that no golden case has to have.</summary>
public class MeaningTests
{
    [Fact]
    public void Not_implemented_is_told_from_zero()
    {
        var none = new MemdevGetHealthInfo { LifeUsed = 0xFF, DeviceTemperature = 0x7FFF };
        Assert.Null(none.LifeUsedPercent);
        Assert.Null(none.TemperatureCelsius);
        Assert.Equal(0, new MemdevGetHealthInfo().LifeUsedPercent);
        Assert.Equal(0, new MemdevGetHealthInfo().TemperatureCelsius);
        Assert.Equal(-32768, new MemdevGetHealthInfo { DeviceTemperature = short.MinValue }.TemperatureCelsius);
        Assert.False(none.IsErrorCountSaturated);
        Assert.True(new MemdevGetHealthInfo { CorrectedPersistentErrorCount = uint.MaxValue }.IsErrorCountSaturated);
    }

    [Fact]
    public void Units_never_wrap()
    {
        Assert.Equal(1UL << 28, new CxlDcRegion { DecodeLengthUnits = 1 }.DecodeLengthBytes);
        Assert.Equal(ulong.MaxValue, new CxlDcRegion { DecodeLengthUnits = 1UL << 36 }.DecodeLengthBytes);
        Assert.Equal(ulong.MaxValue, new FmapiGetDcdInfo { TotalDynamicCapacityUnits = ulong.MaxValue }.TotalDynamicCapacityBytes);
        Assert.Equal(uint.MaxValue * 64UL, new CxlMediaErrorRecord { LengthUnits = uint.MaxValue }.LengthBytes);
        Assert.Equal(ulong.MaxValue, new MemdevIdentify { TotalCapacityUnits = ulong.MaxValue }.PartitionableBytes);
        Assert.Equal(0UL, new MemdevIdentify { TotalCapacityUnits = 4, VolatileCapacityUnits = ulong.MaxValue, PersistentCapacityUnits = 9 }.PartitionableBytes);
        Assert.Equal(1UL << 28, new MemdevIdentify { TotalCapacityUnits = 4, VolatileCapacityUnits = 2, PersistentCapacityUnits = 1 }.PartitionableBytes);
    }

    [Fact]
    public void Granularity_that_is_not_defined_has_no_bytes()
    {
        var list = new FmapiGetLdAllocations { Granularity = (CxlMemoryGranularity)3, StartLdId = 250, Allocations = [new() { Range1Multiplier = 1 }] };
        Assert.Null(list.GranularityBytes);
        Assert.Equal(new CxlLdSize(250, null, null), Assert.Single(list.ReadSizes()));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(7, null)]
    [InlineData(8, 256)]
    [InlineData(20, 1 << 20)]
    [InlineData(21, null)]
    [InlineData(255, null)]
    public void Message_size_exponent(byte exponent, int? bytes)
    {
        Assert.Equal(bytes, new Identify { MaximumMessageSizeExponent = exponent }.MaximumMessageBytes);
        Assert.Equal(bytes, new GetResponseMsgLimit { LimitExponent = exponent }.LimitBytes);
        Assert.Equal(bytes, new SetResponseMsgLimit { LimitExponent = exponent }.LimitBytes);
    }

    [Theory]
    [InlineData(true, 100, 0, null, false)]
    [InlineData(false, 100, 0, CxlReturnCode.Success, false)]
    [InlineData(false, 100, 4, CxlReturnCode.InternalError, false)]
    [InlineData(false, 60, 0, null, false)]
    [InlineData(false, 60, 0x12, CxlReturnCode.Aborted, true)]
    [InlineData(true, 60, 0x12, null, false)]
    public void Result_of_a_background_operation_is_valid_at_the_end_or_when_aborted(bool running, byte percent, ushort code, CxlReturnCode? result, bool aborted)
    {
        var status = new BgOpStatus { Status = new CxlBackgroundStatus { InProgress = running, PercentComplete = percent }, ReturnCode = (CxlReturnCode)code };
        Assert.Equal(result, status.Result);
        Assert.Equal(aborted, status.IsAborted);
        Assert.Equal(percent, status.Percent);
    }

    [Fact]
    public void Firmware_slots_are_listed_with_their_state()
    {
        var firmware = new GetFwInfo { SlotCount = 3, Slots = new CxlFirmwareSlots { ActiveSlot = 1, StagedSlot = 3 }, FirmwareRevision1 = "1.0", FirmwareRevision3 = "2.0", FirmwareRevision4 = "beyond" };
        Assert.Equal([new(1, "1.0", true, false), new(2, null, false, false), new(3, "2.0", false, true)], firmware.ReadSlots());
        Assert.Equal(4, (firmware with { SlotCount = 255 }).ReadSlots().Count);
    }

    [Fact]
    public void Texts_end_at_the_first_nul_and_are_kept_whole()
    {
        byte[] payload = [.. "AB\0CD\0\0\0\0\0\0\0\0\0\0\0"u8, .. new byte[51]];
        var identity = MemdevIdentify.Read(payload);
        Assert.Equal("AB", identity.FirmwareRevision);
        Assert.Equal(payload, WireCommand.Write(identity));
        Assert.Equal("0123456789ABCDEF", new MemdevIdentify { FirmwareRevision = "0123456789ABCDEF" }.FirmwareRevision);
        Assert.Throws<ArgumentException>(() => new MemdevIdentify { FirmwareRevision = "0123456789ABCDEFG" });
        Assert.Throws<ArgumentException>(() => new MemdevIdentify { FirmwareRevision = "\u0394" });
    }

    [Fact]
    public void Device_time()
    {
        Assert.Null(CxlTime.ToDate(0));
        Assert.Null(CxlTime.ToText(0));
        Assert.Equal("1970-01-01T00:00:00.000000001Z", CxlTime.ToText(1));
        Assert.Equal("2554-07-21T23:34:33.709551615Z", CxlTime.ToText(ulong.MaxValue));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks((long)(ulong.MaxValue / 100)), CxlTime.ToDate(ulong.MaxValue));
        var now = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));
        Assert.Equal(now, CxlTime.ToDate(CxlTime.ToNanoseconds(now)));
        Assert.Equal(0UL, CxlTime.ToNanoseconds(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Bitmaps_number_from_the_lowest_bit_of_the_first_byte()
    {
        var bitmap = new CxlBitmap256([0, 3, 64, 255]);
        Assert.Equal([0, 3, 64, 255], bitmap);
        Assert.True(bitmap[64]);
        Assert.False(bitmap[65]);
        var bytes = new byte[32];
        bitmap.CopyTo(bytes);
        Assert.Equal((0x09, 0x01, 0x80), (bytes[0], bytes[8], bytes[31]));
        Assert.Equal(bitmap, new CxlBitmap256(bytes.AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap[256]);
    }

    [Fact]
    public void Groups_of_bits_keep_their_neighbours()
    {
        var transfer = new CxlFeatureTransfer(0xFFFFFFF0) { DataTransfer = CxlFeatureTransferAction.Finish, SavedAcrossReset = true };
        Assert.Equal(0xFFFFFFFBu, transfer.Value);
        var location = new CxlMediaErrorLocation(0x3F) { Dpa = 0x1000, Source = CxlMediaErrorSource.Injected };
        Assert.Equal(0x103Bul, location.Value);
        Assert.Equal(0x1000ul, location.Dpa);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CxlInterruptSettings { MessageNumber = 16 });
    }

    [Fact]
    public void Opcodes_find_their_command()
    {
        Assert.Equal(97, CxlCommands.All.Count);
        Assert.All(CxlCommands.All, command => Assert.Equal(command.Opcode, CxlCommands.Find(command.Opcode)!.Opcode));
        Assert.Null(CxlCommands.Find(0xBFFF));
        Assert.Equal("vendor_specific", CxlCommands.Find(0xFFFF)!.Id);
        Assert.Equal(CxlDanger.None, CxlCommands.Find(0x4402, [0, 0])!.Danger);
        Assert.Equal(CxlDanger.DataLoss, CxlCommands.Find(0x4402, [1, 0])!.Danger);
        Assert.Equal(CxlDanger.DataLoss, CxlCommands.Find(0x4402, [7])!.Danger);
        Assert.Same(CxlCommands.GetLogCel, CxlCommands.Find(0x0401, CxlLogIds.CommandEffects.ToByteArray(bigEndian: true)));
        Assert.Same(CxlCommands.GetLog, CxlCommands.Find(0x0401, CxlLogIds.VendorDebug.ToByteArray(bigEndian: true)));
        Assert.Equal("Get Health Info (4200h)", CxlCommands.MemdevGetHealthInfo.ToString());
    }

    [Fact]
    public void Records_tell_their_fields_and_never_a_passphrase()
    {
        Assert.Equal("MemdevGetLsaRequest { Offset = 1, Length = 256 }", new MemdevGetLsaRequest { Offset = 1, Length = 256 }.ToString());
        Assert.Equal("MemdevGetLsa { Data = 0102 }", new MemdevGetLsa { Data = new byte[] { 1, 2 } }.ToString());
        Assert.Contains("... (80 bytes)", new CxlEventRecord { Data = new byte[80] }.ToString());
        Assert.Contains("Handles = [1, 2]", new ClearEventRecordsRequest { Handles = [1, 2] }.ToString());
        Assert.Contains("Handles = 9 entries", new ClearEventRecordsRequest { Handles = new ushort[9] }.ToString());
        Assert.Contains("FirmwareRevision = \"BWFW\"", new MemdevIdentify { FirmwareRevision = "BWFW" }.ToString());
        byte[] secret = [.. "correct horse battery staple"u8];
        foreach (var text in new object[]
        {
            new MemdevSetPassphraseRequest { CurrentPassphrase = secret, NewPassphrase = secret }, new MemdevUnlockRequest { CurrentPassphrase = secret },
            new MemdevDisablePassphraseRequest { Passphrase = secret }, new MemdevPassphraseSecureEraseRequest { Passphrase = secret },
            new MemdevSecuritySendRequest { Data = secret }, new MemdevSecurityReceive { Data = secret },
            new FmapiSetDomainValidationSvRequest { SecretValueUuid = new Guid(secret.AsSpan(0, 16), bigEndian: true) },
            new FmapiGetDomainValidationSv { SecretValueUuid = new Guid(secret.AsSpan(0, 16), bigEndian: true) },
        }.Select(request => request.ToString()!))
        {
            Assert.Contains("(masked)", text);
            Assert.DoesNotContain(Convert.ToHexStringLower(secret.AsSpan(0, 4)), text);
        }
    }

    [Fact]
    public void Every_record_has_a_text() => Assert.All(
        WireCommand.All.SelectMany(known => new[] { known.Request, known.Response }).OfType<Type>(),
        type => Assert.StartsWith(type.Name + " {", Activator.CreateInstance(type)!.ToString()));
}
