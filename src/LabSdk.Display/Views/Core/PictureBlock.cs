using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>A picture with its facts below; its bundle also has the forms of the picture alone.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Facts">The facts.</param>
internal sealed record PictureBlock(Figure Picture, Block Facts) : Block
{
    public override MimeBundle ToMimeBundle()
    {
        var picture = Picture.ToMimeBundle();
        return base.ToMimeBundle().With(MimeTypes.Svg, () => picture.Svg!).WithPng(() => picture.Png);
    }

    internal override string? Heading => Picture.Title;

    internal override void WriteHtml(HtmlWriter writer) => Stack.Write(writer, [Picture, Facts]);

    internal override IRenderable ToText() => TextParts.Stack([Picture, Facts]);
}
