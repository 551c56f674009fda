namespace LabSdk.Display;

/// <summary>A heading of a report with what stands below it; the part before the first heading has none.</summary>
internal sealed record ReportSection(string? Title, List<MimeBundle> Items);
