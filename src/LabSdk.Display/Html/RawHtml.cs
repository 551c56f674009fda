namespace LabSdk.Display;

/// <summary>
/// Markup that this assembly wrote itself and that goes out as it is. The only way past the encoder, and internal, so
/// that no text of a device or user can be passed off as markup.
/// </summary>
/// <param name="Markup">Complete, balanced markup.</param>
internal readonly record struct RawHtml(string Markup);
