namespace LabSdk.Cxl;

public readonly partial record struct CxlEventRecord
{
    /// <summary>The name of the kind, for example <c>DRAM</c>; null for a kind that is not known here.</summary>
    public string? Kind => CxlEventIds.NameOf(Uuid);

    /// <summary>How serious it is.</summary>
    public CxlEventSeverity Severity => Flags.Severity;

    /// <summary>When the device noticed it, by its own clock, cut to 100 ns; null when it had no time.</summary>
    public DateTimeOffset? Time => CxlTime.ToDate(Timestamp);

    /// <summary>The record that this one belongs to; null for none.</summary>
    public ushort? RelatedRecord => RelatedHandle == 0 ? null : RelatedHandle;

    /// <summary>The subclass of the maintenance asked for; null when the device does not say.</summary>
    public byte? MaintenanceSubclass => Flags.MaintenanceSubclassValid ? MaintenanceOperationSubclass : null;

    /// <summary>The logical device concerned; null when the device does not say (before CXL 3.2 none does).</summary>
    public ushort? LogicalDevice => Flags.LdIdValid ? LdId : null;

    /// <summary>The head concerned; null when the device does not say (before CXL 3.2 none does).</summary>
    public byte? Head => Flags.HeadIdValid ? HeadId : null;

    /// <summary>The data read by kind; null for a kind that is not known here: its bytes are in <see cref="Data"/>.</summary>
    /// <returns>The details, read anew by each call.</returns>
    public CxlEventDetails? ReadDetails() => CxlEventDetails.Read(Uuid, Data);

    /// <summary>A record with details as a device would send it.</summary>
    /// <param name="details">The details.</param>
    /// <param name="header">The rest of the record; its UUID, length and data are replaced.</param>
    public static CxlEventRecord Of(CxlEventDetails details, CxlEventRecord header)
    {
        ArgumentNullException.ThrowIfNull(details);
        var data = new byte[CxlEventDetails.DataSize];
        details.Write(data);
        return header with { Uuid = details.Uuid, Length = 128, Data = data };
    }
}
