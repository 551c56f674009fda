using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>A camera frame as a picture with its facts.</summary>
internal static class CameraFrameView
{
    public static Block Of(Frame frame)
    {
        var facts = new PropertyList
        {
            { "Size", $"{frame.Width} × {frame.Height} px, {frame.BitDepth} bit" },
        };
        if (frame.Timestamp != default)
        {
            facts.Add("Taken", frame.Timestamp);
        }

        if (frame.Exposure is { } exposure)
        {
            facts.Add("Exposure", Cell.Number(exposure.TotalMilliseconds, "ms"));
        }

        if (frame.LostBefore > 0)
        {
            facts.Add("Lost before", Cell.Of(State.Warn, $"{Numbers.Count((long)Math.Min(frame.LostBefore, long.MaxValue))} frames"));
        }

        foreach (var (name, value) in frame.Metadata)
        {
            facts.AddKnown(name, value);
        }

        var title = $"{frame.DeviceId} frame {frame.Number}";
        if (!frame.HasPixels)
        {
            return new Card(title, facts, new TextBlock("The pixels were left out.", TextStyle.Muted));
        }

        var image = PixelImage.FromFrame(frame);
        var limits = image.Extremes();
        facts.Add("Values", $"{Numbers.Format(limits.Low)} to {Numbers.Format(limits.High)}");
        return new PictureBlock(new Figure(title).Image(image, limits), facts);
    }
}
